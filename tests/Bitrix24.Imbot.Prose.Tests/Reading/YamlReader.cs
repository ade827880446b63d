using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads the texts of forms, steps, and navigation in YAML.</summary>
internal static partial class YamlReader
{
    public static IEnumerable<Prose> Read(string file, string source)
    {
        string[] lines = source.Replace("\r", string.Empty, StringComparison.Ordinal).Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            Match match = Text().Match(lines[index]);
            if (!match.Success)
            {
                continue;
            }

            string text = match.Groups["text"].Value;
            if (text is not ("|" or ">"))
            {
                yield return new Prose(file, index + 1, text.Trim('\'', '"'), IsFragment: true);
                continue;
            }

            int indent = match.Groups["indent"].Length;
            int first = index + 1;
            string[] block = [.. lines.Skip(first).TakeWhile(line => line.Trim().Length == 0 || line.Length - line.TrimStart().Length > indent)];
            index += block.Length;
            foreach (Prose paragraph in CommentText.Divide(file, block.Select((line, offset) => new TextLine(first + 1 + offset, line.Trim()))))
            {
                yield return paragraph;
            }
        }
    }

    [GeneratedRegex("^(?<indent> *(?:- )?)(?:name|description|label|placeholder|value|title):[ ]+(?<text>\\S.*)$")]
    private static partial Regex Text();
}
