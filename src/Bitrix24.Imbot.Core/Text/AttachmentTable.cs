using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// A table of texts as an attachment: a grid knows names and values only, so the first column is the name and the others, with bars between
/// them, are the value. What is in the cells is shown as written (<see cref="PlainText"/>).
/// </summary>
public sealed class AttachmentTable
{
    private const string Nothing = "-";

    private readonly List<GridRow> rows = [];
    private readonly int headings;

    /// <summary>Begins a table.</summary>
    /// <param name="headings">Names of the columns for a first row; none for a table without headings.</param>
    public AttachmentTable(IReadOnlyList<string> headings)
    {
        if (headings.Count > 0)
        {
            rows.Add(RowOf(headings, isHeading: true));
            this.headings = 1;
        }
    }

    /// <summary>Number of rows below the headings.</summary>
    public int Count => rows.Count - headings;

    /// <summary>Adds a row.</summary>
    public void Add(IReadOnlyList<string> cells) => rows.Add(RowOf(cells, isHeading: false));

    /// <summary>The table as an attachment.</summary>
    /// <param name="display">Layout: TABLE, ROW, BLOCK or LINE.</param>
    /// <param name="colorToken">Colour of the attachment's edge; null for the portal's default.</param>
    /// <param name="description">What is shown where blocks cannot be.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ErrorKinds.AttachmentTooLarge"/>, with the number of rows that do fit; <see cref="ErrorKinds.AttachmentEmpty"/> without rows.
    /// </exception>
    public Attachment ToAttachment(string display, string? colorToken = null, string? description = null)
    {
        if (Count == 0)
        {
            throw ErrorKinds.AttachmentEmpty.With("There is no object to make a table of.");
        }

        try
        {
            return With(Count);
        }
        catch (B24Exception exception) when (exception.Kind == ErrorKinds.AttachmentTooLarge)
        {
            throw ErrorKinds.AttachmentTooLarge.With($"A table of {Count} objects is too large for an attachment; the first {Fitting()} fit.");
        }

        Attachment With(int count) => new([new GridBlock([.. rows.Take(headings + count)]) { Display = display }], colorToken, null, description);

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
                catch (B24Exception exception) when (exception.Kind == ErrorKinds.AttachmentTooLarge)
                {
                    fails = middle;
                }
            }

            return fits;
        }
    }

    private static GridRow RowOf(IReadOnlyList<string> cells, bool isHeading)
    {
        // A table of one column has no names: the row's value is all there is.
        string name = cells.Count > 1 ? cells[0].Trim() : string.Empty;
        string value = string.Join(" | ", cells.Skip(cells.Count > 1 ? 1 : 0).Select(cell => PlainText.Of(cell.Trim())));
        string shown = string.IsNullOrWhiteSpace(value) ? Nothing : value;
        return new GridRow { Name = name.Length == 0 ? null : name, Value = isHeading ? $"[b]{shown}[/b]" : shown };
    }
}
