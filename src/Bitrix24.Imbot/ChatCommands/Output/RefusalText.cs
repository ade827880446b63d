using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Explains why a command line was refused, and marks the position.</summary>
internal static class RefusalText
{
    /// <summary>The number of characters shown on each side of the position.</summary>
    private const int Around = 30;

    public static string Format(ChatTexts texts, LineRefusedException refused, string line, string command)
    {
        string reason = ReasonOf(texts, refused);
        string where = refused.Position >= 0 && refused.Position <= line.Length && line.Length > 0 ? "\n" + Marked(line, refused.Position) : string.Empty;
        return $"{reason}{where}\n{texts.Format(ChatText.NothingRun, command)}";
    }

    public static string ReasonOf(ChatTexts texts, LineRefusedException refused) => texts.Format(refused.Reason, refused.Subject);

    /// <summary>A part of the line with a mark below the position.</summary>
    private static string Marked(string line, int position)
    {
        int start = Math.Max(0, position - Around);
        string part = line.Substring(start, Math.Min(line.Length - start, 2 * Around));
        string shown = RunText.Plain(new string([.. part.Select(character => char.IsControl(character) || char.IsSurrogate(character) || Core.Errors.ShownText.IsDirectionMark(character) ? '?' : character)]));
        return CodeText.Wrap($"{shown}\n{new string(' ', position - start)}^");
    }
}
