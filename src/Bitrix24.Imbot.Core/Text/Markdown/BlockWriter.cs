using System.Globalization;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Writes the blocks of a text as the messenger shows them.</summary>
/// <param name="definitions">Addresses that links can name.</param>
/// <param name="options">What may act.</param>
internal sealed class BlockWriter(LinkDefinitions definitions, MarkdownOptions options)
{
    /// <summary>The messenger shows four blanks as a tab.</summary>
    private const string IndentStep = "    ";

    private const string Bullet = "\u2022 ";
    private const string OpenBox = "\u2610 ";
    private const string TickedBox = "\u2611 ";

    /// <summary>Dashes would begin a quotation.</summary>
    private static readonly string Rule = new('\u2500', 12);

    /// <summary>Sizes of headings in pixels, by level; deeper ones are as large as the text.</summary>
    private static readonly string[] HeadingSizes = ["22", "18"];

    private readonly BBCodeWriter writer = new();

    public string Write(DocumentBlock document)
    {
        WriteAll(document.Children, string.Empty);
        return writer.ToString();
    }

    private void WriteAll(List<Block> blocks, string indent)
    {
        for (int index = 0; index < blocks.Count; index++)
        {
            Write(blocks[index], indent, isFirst: index == 0);
        }
    }

    /// <param name="block">The block.</param>
    /// <param name="indent">Blanks at the beginning of its lines.</param>
    /// <param name="isFirst">The first of its container, whose beginning is that of this line.</param>
    private void Write(Block block, string indent, bool isFirst)
    {
        if (!isFirst)
        {
            // Code is a block of its own, and a quotation has to begin its line.
            BeginLine(block is CodeBlock or TableBlock or QuoteBlock ? string.Empty : indent, block.HasBlankBefore);
        }
        else if (block is QuoteBlock && indent.Length > 0 && !writer.IsQuoting)
        {
            writer.NewLine();
        }

        switch (block)
        {
            case QuoteBlock quote:
                WriteQuote(quote, indent);
                break;
            case ListBlock list:
                WriteList(list, indent);
                break;
            case HeadingBlock heading:
                WriteHeading(heading, indent);
                break;
            case CodeBlock code when !string.IsNullOrWhiteSpace(code.Text):
                writer.Code(code.Text);
                break;
            case TableBlock table:
                WriteTable(table);
                break;
            case RuleBlock:
                writer.Text(Rule);
                break;
            case ParagraphBlock paragraph:
                WriteInline(paragraph.Text, indent);
                break;
        }
    }

    private void BeginLine(string indent, bool withBlank)
    {
        if (withBlank)
        {
            writer.NewLine();
        }

        writer.NewLine();
        writer.Text(indent);
    }

    /// <summary>A quotation in a quotation is one.</summary>
    private void WriteQuote(QuoteBlock quote, string indent)
    {
        bool isOuter = !writer.IsQuoting;
        if (isOuter)
        {
            writer.IsQuoting = true;
            writer.BeginQuote();
        }

        WriteAll(quote.Children, isOuter ? string.Empty : indent);
        if (isOuter)
        {
            writer.IsQuoting = false;
        }
    }

    private void WriteList(ListBlock list, string indent)
    {
        int? number = list.Marker.Number;
        for (int index = 0; index < list.Children.Count; index++)
        {
            if (index > 0)
            {
                BeginLine(indent, withBlank: false);
            }

            ListItemBlock item = (ListItemBlock)list.Children[index];
            bool? isTicked = item.Children.Count > 0 && item.Children[0] is ParagraphBlock first ? TakeBox(first) : null;
            writer.Text(number is null ? string.Empty : string.Format(CultureInfo.InvariantCulture, "{0}{1} ", number + index, list.Marker.Delimiter));
            writer.Text(isTicked is null ? (number is null ? Bullet : string.Empty) : isTicked.Value ? TickedBox : OpenBox);
            WriteAll(item.Children, indent + IndentStep);
        }
    }

    /// <summary>Takes the box from an item of a list of tasks; null where there is none.</summary>
    private static bool? TakeBox(ParagraphBlock paragraph)
    {
        string text = paragraph.Text;
        bool isBox = text.Length > 3 && text[0] == '[' && text[1] is ' ' or 'x' or 'X' && text[2] == ']' && char.IsWhiteSpace(text[3]);
        if (!isBox)
        {
            return null;
        }

        paragraph.Lines.Clear();
        paragraph.Lines.Add(text.Substring(4).TrimStart());
        return text[1] != ' ';
    }

    private void WriteHeading(HeadingBlock heading, string indent)
    {
        bool isLarge = heading.Level <= HeadingSizes.Length;
        if (isLarge)
        {
            writer.Begin("size", HeadingSizes[heading.Level - 1]);
        }

        writer.Begin("b");
        WriteInline(heading.Text, indent);
        writer.End();
        if (isLarge)
        {
            writer.End();
        }
    }

    private void WriteTable(TableBlock table) => writer.Code(TableText.Of(
        PlainCells(table.Header),
        [.. table.Rows.Select(PlainCells)],
        table.Alignments,
        TableText.NarrowColumn));

    private IReadOnlyList<string> PlainCells(IReadOnlyList<string> cells) =>
        [.. cells.Select(cell => PlainInline.Of(InlineParser.Parse(cell, definitions, options)))];

    private void WriteInline(string text, string indent) =>
        new InlineWriter(writer, options, indent).Write(InlineParser.Parse(text, definitions, options));
}
