using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Text as a block of code, which the messenger shows in equally wide characters and as it is written.</summary>
public static class CodeText
{
    private const string Opening = "[code]";
    private const string Closing = "[/code]";

    /// <summary>Codes that would end the block, or do something when pressed or shown, should a client read them inside code.</summary>
    private static readonly Regex ActingInCode = new(
        @"\[(?=/?(?:code|user|chat|context|send|put|call|disk|br|url|img|icon|timestamp)(?![a-z0-9_]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex BlankBeginning = new(@"\A(?:[^\S\n]*\n)+", RegexOptions.CultureInvariant);
    private static readonly Regex LineBreakCode = new("#(?=BR#)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex ActingLine = new(@"^(?=[^\S\n]*(?:/|>>|------))", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <summary>
    /// Any text as a block of code. A zero-width space keeps what could act from acting; everything else can be copied as it is. Sequences that
    /// color a terminal are removed, and so are blank lines at the beginning and at the end.
    /// </summary>
    /// <param name="text">The text; null or blank gives an empty text.</param>
    public static string Wrap(string? text)
    {
        string lines = TerminalText.Plain(text).Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd();
        return lines.Length == 0 ? string.Empty : Block(BlankBeginning.Replace(lines, string.Empty));
    }

    /// <summary>A block of code, also of blank lines.</summary>
    internal static string Block(string code)
    {
        string guard = PlainText.Guard.ToString();
        string safe = ActingInCode.Replace(code.Replace("\r", string.Empty), "[" + guard);
        safe = LineBreakCode.Replace(safe, "#" + guard);
        return Opening + ActingLine.Replace(safe, guard) + Closing;
    }
}
