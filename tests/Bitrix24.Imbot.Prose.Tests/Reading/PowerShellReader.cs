using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads comments and strings of PowerShell. The alternatives of the pattern begin where such a token begins, so none is found inside another.</summary>
internal static partial class PowerShellReader
{
    public static IEnumerable<Prose> Read(string file, string source, bool withStrings)
    {
        List<TextLine> comments = [];
        List<Prose> strings = [];
        LineNumbers lines = new(source);
        foreach (Match match in Token().Matches(source))
        {
            int line = lines.At(match.Index);
            if (match.Groups["comment"] is { Success: true } comment)
            {
                bool isAlone = source.AsSpan(0, match.Index) is { Length: > 0 } before && !before[(before.LastIndexOf('\n') + 1)..].IsWhiteSpace();
                comments.AddRange(WithoutCode(CommentText.Lines(line, comment.Value)).Select(text => text with { IsAlone = isAlone }));
            }
            else if (withStrings && match.Groups["string"] is { Success: true } text)
            {
                SourceText part = new();
                part.Add(line, Value().Replace(text.Value, SourceText.Hole));
                strings.AddRange(part.Paragraphs(file));
            }
        }

        return CommentText.Divide(file, comments).Concat(strings);
    }

    /// <summary>Lines that are indented more than the others are examples.</summary>
    private static IEnumerable<TextLine> WithoutCode(IEnumerable<TextLine> lines)
    {
        TextLine[] all = [.. lines];
        int margin = all.Skip(1).Where(line => line.Text.TrimStart() is { Length: > 0 } text && text[0] != '.').Select(line => Indent(line.Text)).DefaultIfEmpty(0).Min();
        return all.Select((line, index) => index > 0 && Indent(line.Text) >= margin + 4 ? line with { Text = string.Empty } : line);
    }

    private static int Indent(string text) => text.Length - text.TrimStart().Length;

    [GeneratedRegex(
        """
        <\#(?<comment>.*?)\#>
        | (?<![^\s;(){}|,])\#(?<comment>[^\n]*)
        | @'[ ]*\r?\n(?<string>.*?)\n'@
        | @"[ ]*\r?\n(?<string>.*?)\n"@
        | '(?<string>(?:[^']|'')*)'
        | "(?<string>(?:[^"`]|`.|"")*)"
        | `.
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\$[\w:]+(?:\.\w+)*|\{\d+\}")]
    private static partial Regex Value();
}
