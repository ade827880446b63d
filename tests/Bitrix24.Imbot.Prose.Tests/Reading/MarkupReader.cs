using System.Net;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads comments of XML, and comments, texts, and the attributes that people see of HTML.</summary>
internal static partial class MarkupReader
{
    public static IEnumerable<Prose> Comments(string file, string source)
    {
        LineNumbers lines = new(source);
        return CommentText.Divide(file, Comment().Matches(source)
            .SelectMany(match => CommentText.Lines(lines.At(match.Groups["comment"].Index), match.Groups["comment"].Value)));
    }

    public static IEnumerable<Prose> Page(string file, string source)
    {
        LineNumbers lines = new(source);
        foreach (Match match in Shown().Matches(source))
        {
            Group text = match.Groups["text"];
            if (text.Value.Contains(' ', StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(text.Value))
            {
                yield return new Prose(file, lines.At(text.Index), WebUtility.HtmlDecode(text.Value).Trim(), IsFragment: match.Groups["attribute"].Success);
            }
        }

        foreach (Prose comment in Comments(file, source))
        {
            yield return comment;
        }
    }

    [GeneratedRegex("<!--(?<comment>.*?)-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""(?:(?<attribute>title|placeholder|aria-label|alt|content)="(?<text>[^"]*)")|>(?<text>[^<>]+)<""")]
    private static partial Regex Shown();
}
