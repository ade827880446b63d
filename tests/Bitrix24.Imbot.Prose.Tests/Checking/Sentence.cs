using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Checking;

/// <summary>A sentence and where it begins.</summary>
/// <param name="File">The path in the repository.</param>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Text">The sentence in one line.</param>
/// <param name="IsFragment">Part of a heading or a table cell.</param>
internal sealed partial record Sentence(string File, int Line, string Text, bool IsFragment)
{
    private static readonly string[] Abbreviations = ["e.g.", "i.e.", "etc.", "vs.", "т.", "е.", "д.", "см."];

    /// <summary>The sentence with "X" for code, so that code breaks no rule and counts as one word.</summary>
    public string Plain { get; } = Code().Replace(Text, "X");

    /// <summary>The number of words. A list of code counts as one.</summary>
    public int Words => CodeList().Replace(Plain, "X").Split(' ').Count(word => word.Any(char.IsLetterOrDigit));

    /// <summary>Whether most letters are Cyrillic.</summary>
    public bool IsRussian => Plain.Count(IsCyrillic) * 2 > Plain.Count(char.IsLetter);

    public static bool IsCyrillic(char character) => character is >= '\u0400' and <= '\u04FF';

    public static IEnumerable<Sentence> Of(Reading.Prose prose)
    {
        int begin = 0;
        foreach (Match end in End().Matches(prose.Text).Append(Match.Empty))
        {
            int stop = end.Success ? end.Index : prose.Text.Length;
            string raw = prose.Text[begin..stop];
            if (end.Success && Abbreviations.Any(raw.EndsWith))
            {
                continue;
            }

            string text = Space().Replace(raw, " ").Trim();
            if (text.Length > 0)
            {
                int line = prose.Line + prose.Text[..begin].Count(character => character == '\n');
                yield return new Sentence(prose.File, line, text, prose.IsFragment);
            }

            begin = end.Success ? end.Index + end.Length : stop;
        }
    }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\bX(?:(?:,| and| or|, and|, or) X\b)+")]
    private static partial Regex CodeList();

    [GeneratedRegex(@"(?<=[.!?…][""')\]»]*)\s+(?=[""'(\[«`-]*[\p{Lu}\d`-])")]
    private static partial Regex End();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
