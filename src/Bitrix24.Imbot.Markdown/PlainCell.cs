using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>The text of a table cell without formatting.</summary>
internal static class PlainCell
{
    public static string Read(TableCell cell)
    {
        StringBuilder text = new();
        foreach (LeafBlock block in cell.OfType<LeafBlock>())
        {
            Append(text, block.Inline);
        }

        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, ContainerInline? inlines)
    {
        foreach (Inline inline in inlines ?? [])
        {
            switch (inline)
            {
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case MentionInline mention:
                    text.Append(mention.Name);
                    break;
                case LinkInline link:
                    AppendLink(text, link);
                    break;
                case ContainerInline container:
                    text.Append(InlineText.Read(container));
                    Append(text, container);
                    break;
                default:
                    text.Append(InlineText.Read(inline));
                    break;
            }
        }
    }

    private static void AppendLink(StringBuilder text, LinkInline link)
    {
        int start = text.Length;
        Append(text, link);
        string address = link.Url ?? string.Empty;
        if (text.Length == start)
        {
            text.Append(address);
        }
        else if (address.Length > 0)
        {
            text.Append(" (").Append(address).Append(')');
        }
    }
}
