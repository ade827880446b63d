using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Formats text as a code block, which the messenger shows unchanged in a monospace font.</summary>
public static class CodeText
{
    private const string Opening = "[code]";
    private const string Closing = "[/code]";

    /// <summary>Codes that would end the block or become active if a client reads them inside code.</summary>
    private static readonly Regex ActingInCode = new(
        @"\[(?=/?(?:code|user|chat|context|send|put|call|disk|br|url|img|icon|timestamp)(?![a-z0-9_]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex BlankBeginning = new(@"\A(?:[^\S\n]*\n)+", RegexOptions.CultureInvariant);
    private static readonly Regex LineBreakCode = new("#(?=BR#)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex ActingLine = new(@"^(?=[^\S\n]*(?:/|>>|------))", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <summary>
    /// Formats any text as a code block. A zero-width space disables what could become active; everything else can be copied unchanged. Terminal
    /// color sequences, and blank lines at the beginning and end, are removed.
    /// </summary>
    /// <param name="text">The text. Null or a blank text returns an empty text.</param>
    public static string Wrap(string? text)
    {
        string lines = TerminalText.Plain(text).Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd();
        return lines.Length == 0 ? string.Empty : Block(BlankBeginning.Replace(lines, string.Empty));
    }

    /// <summary>A code block, which can also contain only blank lines.</summary>
    internal static string Block(string code)
    {
        string guard = PlainText.Guard.ToString();
        string safe = ActingInCode.Replace(code.Replace("\r", string.Empty), "[" + guard);
        safe = LineBreakCode.Replace(safe, "#" + guard);
        return Opening + ActingLine.Replace(safe, guard) + Closing;
    }
}
