using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Text that was made for a terminal.</summary>
public static class TerminalText
{
    private const char Escape = '\u001b';

    /// <summary>Colors and other settings (CSI), links and titles (OSC) with what ends them, and sequences of two characters.</summary>
    private static readonly Regex Sequence = new(
        @"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\-~])",
        RegexOptions.CultureInvariant);

    /// <summary>The text without the sequences that color a terminal or act on it in another way; empty for null.</summary>
    public static string Plain(string? text) => text is null || text.IndexOf(Escape) < 0 ? text ?? string.Empty : Sequence.Replace(text, string.Empty);
}
