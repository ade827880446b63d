using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>Writes the inline elements of a paragraph or a heading.</summary>
/// <param name="writer">The destination.</param>
/// <param name="options">The options of the conversion.</param>
/// <param name="indent">White space at the beginning of further lines.</param>
internal sealed class InlineWriter(BBCodeWriter writer, MarkdownOptions options, string indent)
{
    /// <summary>The nesting depth of each code. Bold text inside bold text remains bold.</summary>
    private readonly Dictionary<string, int> depths = [];
    private int openLinks;

    public void Write(ContainerInline? inlines)
    {
        foreach (Inline inline in inlines ?? [])
        {
            switch (inline)
            {
                case CodeInline code:
                    // The messenger's code element is a block and would split the line.
                    writer.Text($"`{code.Content}`");
                    break;
                case LineBreakInline:
                case HtmlInline html when InlineText.IsLineBreak(html):
                    writer.NewLine();
                    writer.Text(indent);
                    break;
                case BareAddressInline address:
                    WriteAddress(address.Address, address.Address);
                    break;
                case AutolinkInline autolink:
                    WriteAddress(autolink.Url, WebAddress.IsOne(autolink.Url) ? autolink.Url : InlineText.Read(autolink));
                    break;
                case MentionInline mention:
                    WriteMention(mention);
                    break;
                case EmphasisInline emphasis:
                    WriteEmphasis(emphasis);
                    break;
                case LinkInline link:
                    WriteLink(link);
                    break;
                case LiteralInline { PreviousSibling: TaskList } literal:
                    writer.Text(InlineText.Read(literal).TrimStart());
                    break;
                case ContainerInline container:
                    writer.Text(InlineText.Read(container));
                    Write(container);
                    break;
                default:
                    writer.Text(InlineText.Read(inline));
                    break;
            }
        }
    }

    /// <summary>Codes don't work in the text of a link or mention.</summary>
    private bool IsInsideLink => openLinks > 0;

    private void WriteAddress(string address, string shown)
    {
        if (!IsInsideLink && WebAddress.AsValue(address) is { } value)
        {
            writer.Begin("url", value);
            writer.Text(address);
            writer.End();
        }
        else
        {
            writer.Text(shown);
        }
    }

    private void WriteMention(MentionInline mention)
    {
        if (IsInsideLink)
        {
            writer.Text("@" + mention.Name);
            return;
        }

        writer.Begin(mention.Target.Tag, mention.Target.Id);
        writer.Text(mention.Name);
        writer.End();
    }

    private void WriteEmphasis(EmphasisInline emphasis)
    {
        string code = emphasis.DelimiterChar == '~' ? "s" : emphasis.DelimiterCount == 2 ? "b" : "i";
        depths.TryGetValue(code, out int depth);
        depths[code] = depth + 1;
        if (depth == 0)
        {
            writer.Begin(code);
        }

        Write(emphasis);
        depths[code] = depth;
        if (depth == 0)
        {
            writer.End();
        }
    }

    private void WriteLink(LinkInline link)
    {
        string address = link.Url ?? string.Empty;
        bool isEmpty = link.FirstChild is null;
        MentionTarget? mention = options.AllowMentionLinks && !link.IsImage ? MentionTarget.FromLink(address) : null;
        string? value = mention is null ? WebAddress.AsValue(address) : mention.Id;
        bool isCode = value is not null && !IsInsideLink;
        if (isCode)
        {
            writer.Begin(mention?.Tag ?? "url", value);
        }

        // For an image inside a link, the name is sufficient.
        bool showsAddress = !isCode && !isEmpty && !IsInsideLink && address.Length > 0;
        openLinks += isCode ? 1 : 0;
        if (isEmpty)
        {
            writer.Text(address);
        }

        Write(link);
        if (isCode)
        {
            openLinks--;
            writer.End();
        }
        else if (showsAddress)
        {
            writer.Text($" ({address})");
        }
    }
}
