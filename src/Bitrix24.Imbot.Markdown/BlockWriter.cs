using System.Globalization;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using TableCell = Markdig.Extensions.Tables.TableCell;

namespace Bitrix24.Imbot.Markdown;

/// <summary>Writes the blocks of a text in the form that the messenger displays.</summary>
/// <param name="markdown">The parsed text.</param>
/// <param name="options">The options of the conversion.</param>
internal sealed class BlockWriter(string markdown, MarkdownOptions options)
{
    /// <summary>The messenger displays four spaces as a tab.</summary>
    private const string IndentStep = "    ";

    private const string Bullet = "\u2022 ";
    private const string OpenBox = "\u2610 ";
    private const string TickedBox = "\u2611 ";

    /// <summary>Dashes would start a quotation in the messenger.</summary>
    private static readonly string Rule = new('\u2500', 12);

    /// <summary>Heading sizes in pixels by level. Deeper levels have the size of the text.</summary>
    private static readonly string[] HeadingSizes = ["22", "18"];

    private readonly BBCodeWriter writer = new();
    private readonly BlankLines blankLines = new(markdown);

    public string Write(MarkdownDocument document)
    {
        WriteAll(document, string.Empty);
        return writer.ToString();
    }

    private void WriteAll(ContainerBlock container, string indent)
    {
        Block? previous = null;
        foreach (Block block in container.Where(block => block is not LinkReferenceDefinitionGroup))
        {
            Write(block, indent, previous);
            previous = block;
        }
    }

    /// <param name="block">The block.</param>
    /// <param name="indent">White space at the beginning of its lines.</param>
    /// <param name="previous">The block before it; null for the first block of its container, which continues the current line.</param>
    private void Write(Block block, string indent, Block? previous)
    {
        if (previous is not null)
        {
            // Code is a separate block, and a quotation must begin its line.
            BeginLine(block is CodeBlock or Table or QuoteBlock ? string.Empty : indent, blankLines.AreBetween(previous, block));
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
            case CodeBlock code when code.Lines.ToString() is var text && !string.IsNullOrWhiteSpace(text):
                writer.Code(text);
                break;
            case Table table:
                WriteTable(table);
                break;
            case ThematicBreakBlock:
                writer.Text(Rule);
                break;
            case ParagraphBlock paragraph:
                new InlineWriter(writer, options, indent).Write(paragraph.Inline);
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

    /// <summary>A quotation inside a quotation is merged with it.</summary>
    private void WriteQuote(QuoteBlock quote, string indent)
    {
        bool isOuter = !writer.IsQuoting;
        if (isOuter)
        {
            writer.IsQuoting = true;
            writer.BeginQuote();
        }

        WriteAll(quote, isOuter ? string.Empty : indent);
        if (isOuter)
        {
            writer.IsQuoting = false;
        }
    }

    private void WriteList(ListBlock list, string indent)
    {
        long? number = list.IsOrdered ? long.Parse(list.OrderedStart ?? "1", CultureInfo.InvariantCulture) : null;
        for (int index = 0; index < list.Count; index++)
        {
            if (index > 0)
            {
                BeginLine(indent, withBlank: false);
            }

            ListItemBlock item = (ListItemBlock)list[index];
            bool? isTicked = ((item.Count > 0 ? item[0] : null) as ParagraphBlock)?.Inline?.FirstChild is TaskList task ? task.Checked : null;
            writer.Text(number is null ? string.Empty : string.Format(CultureInfo.InvariantCulture, "{0}{1} ", number + index, list.OrderedDelimiter));
            writer.Text(isTicked is null ? (number is null ? Bullet : string.Empty) : isTicked.Value ? TickedBox : OpenBox);
            WriteAll(item, indent + IndentStep);
        }
    }

    private void WriteHeading(HeadingBlock heading, string indent)
    {
        bool isLarge = heading.Level <= HeadingSizes.Length;
        if (isLarge)
        {
            writer.Begin("size", HeadingSizes[heading.Level - 1]);
        }

        writer.Begin("b");
        new InlineWriter(writer, options, indent).Write(heading.Inline);
        writer.End();
        if (isLarge)
        {
            writer.End();
        }
    }

    private void WriteTable(Table table)
    {
        TableRow[] rows = [.. table.Cast<TableRow>()];
        int columns = rows.Max(row => row.Count);
        CellAlignment[] alignments = [.. Enumerable.Range(0, columns).Select(column => AlignmentOf(table, column))];
        string[][] cells = [.. rows.Select(row => row.Cast<TableCell>().Select(PlainCell.Read).ToArray())];
        int headers = rows.Length > 0 && rows[0].IsHeader ? 1 : 0;
        writer.Code(TableText.From(headers == 1 ? cells[0] : [], [.. cells.Skip(headers)], alignments, TableText.NarrowColumn));
    }

    private static CellAlignment AlignmentOf(Table table, int column) => column >= table.ColumnDefinitions.Count ? CellAlignment.Left
        : table.ColumnDefinitions[column].Alignment switch
        {
            TableColumnAlign.Right => CellAlignment.Right,
            TableColumnAlign.Center => CellAlignment.Center,
            _ => CellAlignment.Left,
        };
}
