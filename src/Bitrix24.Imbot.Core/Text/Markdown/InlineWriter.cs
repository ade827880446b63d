namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Writes what stands inside a paragraph, a heading or a cell.</summary>
/// <param name="writer">Where to.</param>
/// <param name="options">What may act.</param>
/// <param name="indent">Blanks at the beginning of further lines.</param>
internal sealed class InlineWriter(BBCodeWriter writer, MarkdownOptions options, string indent)
{
    private readonly Stack<LinkInWriting> links = new();
    private int openCodes;

    /// <summary>How often each style is on; bold in bold is bold.</summary>
    private readonly int[] depths = new int[Enum.GetValues(typeof(Style)).Length];

    public void Write(IReadOnlyList<InlineToken> tokens)
    {
        for (int index = 0; index < tokens.Count; index++)
        {
            switch (tokens[index])
            {
                case TextToken text:
                    writer.Text(text.Text);
                    break;
                case CodeToken code:
                    // The messenger's own code is a block, and would tear the line apart.
                    writer.Text($"`{code.Text}`");
                    break;
                case BreakToken:
                    writer.NewLine();
                    writer.Text(indent);
                    break;
                case AddressToken address:
                    WriteAddress(address.Address);
                    break;
                case MentionToken mention:
                    WriteMention(mention);
                    break;
                case DelimiterToken run:
                    WriteDelimiter(run);
                    break;
                case LinkStartToken link:
                    BeginLink(link, isEmpty: tokens[index + 1] is LinkEndToken);
                    break;
                case LinkEndToken:
                    EndLink();
                    break;
            }
        }
    }

    /// <summary>A code inside the text of a link or a mention would not be one.</summary>
    private bool IsInsideLink => openCodes > 0;

    private void WriteAddress(string address)
    {
        if (!IsInsideLink && WebAddress.AsValue(address) is { } value)
        {
            writer.Begin("url", value);
            writer.Text(address);
            writer.End();
        }
        else
        {
            writer.Text(address);
        }
    }

    private void WriteMention(MentionToken mention)
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

    private void WriteDelimiter(DelimiterToken run)
    {
        foreach (Style style in run.Ended)
        {
            if (--depths[(int)style] == 0)
            {
                writer.End();
            }
        }

        writer.Text(new string(run.Mark, run.Left));
        for (int index = run.Begun.Count - 1; index >= 0; index--)
        {
            Style style = run.Begun[index];
            if (++depths[(int)style] == 1)
            {
                writer.Begin(NameOf(style));
            }
        }
    }

    private static string NameOf(Style style) => style switch
    {
        Style.Bold => "b",
        Style.Italic => "i",
        _ => "s",
    };

    private void BeginLink(LinkStartToken link, bool isEmpty)
    {
        MentionTarget? mention = options.AllowMentionLinks && !link.IsImage ? MentionTarget.FromLink(link.Address) : null;
        string? value = mention is null ? WebAddress.AsValue(link.Address) : mention.Id;
        bool isCode = value is not null && !IsInsideLink;
        if (isCode)
        {
            writer.Begin(mention?.Tag ?? "url", value);
        }

        if (isEmpty)
        {
            writer.Text(link.Address);
        }

        // Of a picture inside a link the name is enough.
        string? shownAddress = isCode || isEmpty || IsInsideLink ? null : link.Address;
        links.Push(new LinkInWriting(isCode, shownAddress));
        openCodes += isCode ? 1 : 0;
    }

    private void EndLink()
    {
        LinkInWriting link = links.Pop();
        if (link.IsCode)
        {
            openCodes--;
            writer.End();
        }
        else if (!string.IsNullOrEmpty(link.ShownAddress))
        {
            writer.Text($" ({link.ShownAddress})");
        }
    }
}
