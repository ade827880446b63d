using System.Collections;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Converts dictionaries to grid rows.</summary>
internal static class GridRows
{
    /// <summary>Creates a row for each entry, with the key as the name.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>: an entry can't be read.</exception>
    public static IReadOnlyList<GridRow> OfValues(IDictionary values) => UserCode.Run(() => RowsOf(values), Unreadable);

    /// <summary>Creates a row from members by name.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>: an unknown member, or one of another type.</exception>
    public static GridRow OfMembers(IDictionary members) => UserCode.Run(() => BlockConversion.RowOf(new RestMembers(members, "A row")), Unreadable);

    private static List<GridRow> RowsOf(IDictionary values)
    {
        List<GridRow> rows = [];
        foreach (DictionaryEntry entry in values)
        {
            rows.Add(new GridRow { Name = CellText.From(entry.Key), Value = CellText.From(entry.Value) });
        }

        return rows;
    }

    private static B24Exception Unreadable(Exception exception) =>
        ContentErrors.AttachmentBlockInvalid.With($"A row can't be read: {exception.Message}", exception);
}
