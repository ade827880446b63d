using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// A table for a chat. A portal's grid has names and values, so a table of one or two columns is a grid, and so is a single row, as names and values. More columns
/// are lines of equally wide characters in a block of code. What is in the cells is shown as written (<see cref="PlainText"/>).
/// </summary>
/// <remarks>
/// The web client of the messenger shows blocks of code in attachments. The portal's documentation does not list this code for attachments, and it was not
/// verified on a portal.
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

    /// <summary>Begins a table.</summary>
    /// <param name="headings">Names of the columns; none for a table without headings.</param>
    public AttachmentTable(IReadOnlyList<string> headings)
    {
        this.headings = headings;
    }

    /// <summary>Number of rows below the headings.</summary>
    public int Count => rows.Count;

    private bool IsSingle => headings.Count > 0 && rows.Count == 1;

    /// <summary>Adds a row, all of whose cells are aligned to the left.</summary>
    public void Add(IReadOnlyList<string> cells) => Add([.. cells.Select(cell => new TableCell(cell))]);

    /// <summary>Adds a row.</summary>
    public void Add(IReadOnlyList<TableCell> cells) => rows.Add(cells);

    /// <summary>The table as an attachment.</summary>
    /// <param name="display">
    /// Layout of a grid: TABLE, ROW, BLOCK or LINE. A table of more columns is a grid then, too, with bars between the cells of a value. Null for the layout
    /// that fits the table.
    /// </param>
    /// <param name="colorToken">Colour of the attachment's edge; null for the portal's default.</param>
    /// <param name="description">What is shown where blocks cannot be.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.AttachmentTooLarge"/>, with the number of rows that do fit; <see cref="ContentErrors.AttachmentEmpty"/> without rows.
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
            throw ContentErrors.AttachmentTooLarge.With($"A table of {Count} objects is too large for an attachment; the first {Fitting()} fit.");
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

    /// <summary>The table as the text of a message: a block of code.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentEmpty"/> without rows.</exception>
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
        // A table of one column has no names: the row's value is all there is.
        bool hasName = cells.Count > 1;
        return RowOf(hasName ? cells[0] : string.Empty, cells.Skip(hasName ? 1 : 0), isHeading);
    }

    private void RequireRows()
    {
        if (Count == 0)
        {
            throw ContentErrors.AttachmentEmpty.With("There is no object to make a table of.");
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
