using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Removes terminal control sequences from text.</summary>
public static class TerminalText
{
    private const char Escape = '\u001b';

    /// <summary>Colors and other settings (CSI), links and titles (OSC) with their terminators, and two-character sequences.</summary>
    private static readonly Regex Sequence = new(
        @"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\-~])",
        RegexOptions.CultureInvariant);

    /// <summary>The text without control sequences; empty for null.</summary>
    public static string Plain(string? text) => text is null || text.IndexOf(Escape) < 0 ? text ?? string.Empty : Sequence.Replace(text, string.Empty);
}
