using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Help.Pages;

/// <summary>Converts Markdown to text for a console.</summary>
public static class PlainText
{
    /// <summary>Converts blocks to paragraphs. A list item becomes a paragraph with a hyphen. Code is unchanged.</summary>
    public static IReadOnlyList<string> ParagraphsOf(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Of)];

    /// <summary>Gets the text of a line without markup.</summary>
    public static string Of(ContainerInline? inlines)
    {
        StringBuilder text = new();
        foreach (Inline inline in inlines ?? Enumerable.Empty<Inline>())
        {
            Append(text, inline);
        }

        return text.ToString().Trim();
    }

    /// <summary>Gets the lines of a code block.</summary>
    public static string OfCode(LeafBlock code) => code.Lines.ToString().TrimEnd();

    /// <summary>The marker of a list item.</summary>
    public static string MarkOf(ListBlock list, ListItemBlock item) => list.IsOrdered ? $"{item.Order}. " : "- ";

    private static IEnumerable<string> Of(Block block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                return [Of(paragraph.Inline)];
            case CodeBlock code:
                return [OfCode(code)];
            case ListBlock list:
                return list.Cast<ListItemBlock>().SelectMany(item => OfItem(list, item));
            default:
                throw new NotSupportedException(
                    $"Line {block.Line + 1}: {block.GetType().Name} isn't supported in help text. Use paragraphs, lists, and code.");
        }
    }

    private static IEnumerable<string> OfItem(ListBlock list, ListItemBlock item)
    {
        IReadOnlyList<string> paragraphs = ParagraphsOf(item);
        string mark = MarkOf(list, item);
        return paragraphs.Select((text, index) => (index == 0 ? mark : new string(' ', mark.Length)) + text);
    }

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.ToString());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline line:
                text.Append(line.IsHard ? '\n' : ' ');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.ToString());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case ContainerInline container:
                text.Append(Of(container));
                break;
            default:
                throw new NotSupportedException($"Line {inline.Line + 1}: {inline.GetType().Name} isn't supported in help text.");
        }
    }
}
