using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads comments and strings of JavaScript and CSS.</summary>
internal static partial class ScriptReader
{
    public static IEnumerable<Prose> Read(string file, string source)
    {
        List<TextLine> comments = [];
        List<Prose> strings = [];
        LineNumbers lines = new(source);
        foreach (Match match in Token().Matches(source))
        {
            int line = lines.At(match.Index);
            if (match.Groups["comment"] is { Success: true } comment)
            {
                comments.AddRange(CommentText.Lines(line, comment.Value).Select(text => text with { Text = Star().Replace(text.Text, string.Empty) }));
            }
            else if (match.Groups["string"] is { Success: true } text)
            {
                SourceText part = new();
                part.Add(line, Value().Replace(text.Value, SourceText.Hole));
                strings.AddRange(part.Paragraphs(file));
            }
        }

        return CommentText.Divide(file, comments).Concat(strings);
    }

    /// <summary>A regular expression begins after an operator, a bracket, or "return".</summary>
    [GeneratedRegex(
        """
        /\*(?<comment>.*?)\*/
        | //(?<comment>[^\n]*)
        | (?<=(?:[(,=:\[!&|?{};+\n]|\breturn|=>)[ ]*)/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/
        | '(?<string>(?:[^'\\\n]|\\.)*)'
        | "(?<string>(?:[^"\\\n]|\\.)*)"
        | `(?<string>(?:[^`\\]|\\.)*)`
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"\$\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"^\s*\*(?!\*)")]
    private static partial Regex Star();
}
