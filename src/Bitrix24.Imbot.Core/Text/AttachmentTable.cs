using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// A table for a chat. A portal's grid consists of names and values, so it is used for tables of one or two columns, and for a single row as names
/// and values. Wider tables become monospace lines in a code block. Cell texts are escaped (<see cref="PlainText"/>).
/// </summary>
/// <remarks>
/// The web client shows code blocks in attachments, but the portal's documentation doesn't list them there. Not verified against a real portal.
/// </remarks>
public sealed class AttachmentTable
{
    private const int GridColumns = 2;
    private const int MaxColumnWidth = 80;
    private const string GridDisplay = "TABLE";
    private const string Nothing = "-";

    private static readonly Regex Blanks = new(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant);

    private readonly IReadOnlyList<string> headings;
    private readonly List<IReadOnlyList<TableCell>> rows = [];

    /// <summary>Creates an empty table.</summary>
    /// <param name="headings">Names of the columns; empty for a table without headings.</param>
    public AttachmentTable(IReadOnlyList<string> headings)
    {
        this.headings = headings;
    }

    /// <summary>Number of rows, without the headings.</summary>
    public int Count => rows.Count;

    private bool IsSingle => headings.Count > 0 && rows.Count == 1;

    /// <summary>Adds a row of left-aligned cells.</summary>
    public void Add(IReadOnlyList<string> cells) => Add([.. cells.Select(cell => new TableCell(cell))]);

    /// <summary>Adds a row.</summary>
    public void Add(IReadOnlyList<TableCell> cells) => rows.Add(cells);

    /// <summary>Converts the table to an attachment.</summary>
    /// <param name="display">
    /// Layout of the grid: TABLE, ROW, BLOCK, or LINE. If specified, a wider table is also a grid, with bars between the cells of a value. Null for a
    /// suitable layout.
    /// </param>
    /// <param name="colorToken">Color of the attachment's edge; null for the portal's default.</param>
    /// <param name="description">Text to show instead of the blocks.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.AttachmentTooLarge"/> with the number of rows that fit; <see cref="ContentErrors.AttachmentEmpty"/> if there are no
    /// rows.
    /// </exception>
    public Attachment ToAttachment(string? display = null, string? colorToken = null, string? description = null)
    {
        RequireRows();
        try
        {
            return With(Count);
        }
        catch (B24Exception exception) when (exception.Kind == ContentErrors.AttachmentTooLarge)
        {
            throw ContentErrors.AttachmentTooLarge.With($"A table of {Count} objects is too large for an attachment. The first {Fitting()} objects fit.");
        }

        Attachment With(int count) => new([Block(display, count)], colorToken, null, description);

        int Fitting()
        {
            int fits = 0;
            for (int fails = Count; fails - fits > 1;)
            {
                int middle = fits + ((fails - fits) / 2);
                try
                {
                    With(middle);
                    fits = middle;
                }
                catch (B24Exception exception) when (exception.Kind == ContentErrors.AttachmentTooLarge)
                {
                    fails = middle;
                }
            }

            return fits;
        }
    }

    /// <summary>Converts the table to the text of a message: a code block.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentEmpty"/> if there are no rows.</exception>
    public string ToText()
    {
        RequireRows();
        return IsSingle
            ? Lines([], [.. Pairs().Select(pair => new[] { new TableCell(pair.Name), pair.Value })])
            : Lines(headings, rows);
    }

    private static string Lines(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<TableCell>> rows)
    {
        int columns = Math.Max(headings.Count, rows.Max(row => row.Count));
        CellAlignment[] alignments = [.. Enumerable.Range(0, columns).Select(column => AlignmentOf(rows.Where(row => column < row.Count).Select(row => row[column])))];
        return CodeText.Block(TableText.From(
            [.. headings.Select(InOneLine)],
            [.. rows.Select(row => row.Select(cell => InOneLine(cell.Text)).ToArray())],
            alignments,
            MaxColumnWidth));
    }

    private static CellAlignment AlignmentOf(IEnumerable<TableCell> cells)
    {
        TableCell[] given = [.. cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Text))];
        return given.Length > 0 && given.All(cell => cell.IsRightAligned) ? CellAlignment.Right : CellAlignment.Left;
    }

    private static string InOneLine(string text) => Blanks.Replace(text, " ").Trim();

    private static GridRow RowOf(string name, IEnumerable<string> values, bool isHeading = false)
    {
        string value = string.Join(" | ", values.Select(cell => PlainText.Escape(cell.Trim())));
        string shown = string.IsNullOrWhiteSpace(value) ? Nothing : value;
        string trimmed = name.Trim();
        return new GridRow { Name = trimmed.Length == 0 ? null : trimmed, Value = isHeading ? $"[b]{shown}[/b]" : shown };
    }

    private static GridRow RowOf(IReadOnlyList<string> cells, bool isHeading = false)
    {
        // A table of one column has only values and no names.
        bool hasName = cells.Count > 1;
        return RowOf(hasName ? cells[0] : string.Empty, cells.Skip(hasName ? 1 : 0), isHeading);
    }

    private void RequireRows()
    {
        if (Count == 0)
        {
            throw ContentErrors.AttachmentEmpty.With("There are no objects for the table.");
        }
    }

    private AttachmentBlock Block(string? display, int count)
    {
        if (IsSingle)
        {
            return new GridBlock([.. Pairs().Select(pair => RowOf(pair.Name, [pair.Value.Text]))]) { Display = display ?? GridDisplay };
        }

        IReadOnlyList<TableCell>[] shown = [.. rows.Take(count)];
        if (display is null && shown.Max(row => row.Count) > GridColumns)
        {
            return new MessageBlock(Lines(headings, shown));
        }

        IEnumerable<GridRow> cells = shown.Select(row => RowOf([.. row.Select(cell => cell.Text)]));
        return new GridBlock([.. headings.Count > 0 ? cells.Prepend(RowOf(headings, isHeading: true)) : cells]) { Display = display ?? GridDisplay };
    }

    private IEnumerable<(string Name, TableCell Value)> Pairs() => headings.Zip(rows[0], (heading, cell) => (heading, cell));
}
