using System.Text;
using Bitrix24.Imbot.Help.Pages;
using Markdig.Syntax;

namespace Bitrix24.Imbot.Help.AboutTopics;

/// <summary>
/// Writes a topic's page as the text that <c>Get-Help about_...</c> shows, at most 80 columns wide. PowerShell uses the fifth line as the synopsis,
/// so the beginning is fixed: first the topic, and then the short description.
/// </summary>
public static class AboutTopic
{
    private const int Width = 80;
    private const int TextIndent = 4;
    private const int CodeIndent = 8;

    /// <summary>Converts a topic.</summary>
    public static string Format(string markdown)
    {
        PageSection page = PageSection.Cut(CmdletPageReader.Parse(markdown), 1).Single();
        StringBuilder text = new();
        text.Append("TOPIC\n").Append(' ', TextIndent).Append(page.Title).Append('\n');
        foreach (PageSection section in page.Parts)
        {
            text.Append('\n').Append(section.Title).Append('\n');
            Append(text, section.Blocks, TextIndent);
            foreach (PageSection part in section.Parts)
            {
                text.Append('\n').Append("  ").Append(part.Title).Append('\n');
                Append(text, part.Blocks, TextIndent);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<Block> blocks, int indent)
    {
        for (int index = 0; index < blocks.Count; index++)
        {
            text.Append(index == 0 ? string.Empty : "\n").Append(OfBlock(blocks[index], indent));
        }
    }

    private static string OfBlock(Block block, int indent) => block switch
    {
        CodeBlock code => Lines(PlainText.OfCode(code).Split('\n').Select(line => line.Length == 0 ? line : new string(' ', CodeIndent) + line)),
        ListBlock list => string.Concat(list.Cast<ListItemBlock>().Select(item => OfItem(list, item, indent))),
        _ => Lines(PlainText.ParagraphsOf([block]).SelectMany(paragraph => Wrapped(paragraph, new string(' ', indent), new string(' ', indent)))),
    };

    private static string OfItem(ListBlock list, ListItemBlock item, int indent)
    {
        string mark = PlainText.MarkOf(list, item);
        string rest = new(' ', indent + mark.Length);
        return Lines(PlainText.ParagraphsOf(item).SelectMany((paragraph, index) =>
            Wrapped(paragraph, index == 0 ? new string(' ', indent) + mark : rest, rest)));
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static IEnumerable<string> Wrapped(string paragraph, string firstIndent, string restIndent)
    {
        StringBuilder line = new(firstIndent);
        bool isEmpty = true;
        foreach (string word in paragraph.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear().Append(restIndent);
                isEmpty = true;
            }

            line.Append(isEmpty ? string.Empty : " ").Append(word);
            isEmpty = false;
        }

        yield return line.ToString();
    }
}
