using System.Text;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Divides the lines of comments into paragraphs and list items.</summary>
internal static partial class CommentText
{
    public static IEnumerable<Prose> Divide(string file, IEnumerable<TextLine> lines)
    {
        StringBuilder text = new();
        int first = 0;
        int last = 0;
        bool wasAlone = false;
        foreach (TextLine line in lines)
        {
            bool isBreak = string.IsNullOrWhiteSpace(line.Text) || line.Number > last + 1 || line.IsAlone || wasAlone || Item().IsMatch(line.Text) || Columns().IsMatch(line.Text);
            if (isBreak && text.Length > 0)
            {
                yield return new Prose(file, first, text.ToString());
                text.Clear();
            }

            last = line.Number;
            wasAlone = line.IsAlone;
            if (string.IsNullOrWhiteSpace(line.Text))
            {
                continue;
            }

            first = text.Length == 0 ? line.Number : first;
            text.Append(text.Length == 0 ? string.Empty : "\n").Append(Item().Replace(line.Text, string.Empty).Trim());
        }

        if (text.Length > 0)
        {
            yield return new Prose(file, first, text.ToString());
        }
    }

    public static IEnumerable<TextLine> Lines(int firstLine, string text) =>
        text.Split('\n').Select((line, index) => new TextLine(firstLine + index, line.TrimEnd('\r')));

    /// <summary>A list item, or a keyword of comment-based help.</summary>
    [GeneratedRegex(@"^\s*(?:[*-]|\d+\.)\s+|^\s*\.[A-Z]{3,}\b.*$")]
    private static partial Regex Item();

    /// <summary>A row of a table.</summary>
    [GeneratedRegex(@"\S[ ]{2,}\S")]
    private static partial Regex Columns();
}
