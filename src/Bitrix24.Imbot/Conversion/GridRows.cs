using System.Collections;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Turns dictionaries into rows of a grid.</summary>
internal static class GridRows
{
    /// <summary>A row for each entry: its key is the name.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>: an entry that cannot be read.</exception>
    public static IReadOnlyList<GridRow> OfValues(IDictionary values) => UserCode.Run(() => RowsOf(values), Unreadable);

    /// <summary>One row, its members by name.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>: an unknown member, or one of another type.</exception>
    public static GridRow OfMembers(IDictionary members) => UserCode.Run(() => BlockConversion.RowOf(new RestMembers(members, "A row")), Unreadable);

    private static List<GridRow> RowsOf(IDictionary values)
    {
        List<GridRow> rows = [];
        foreach (DictionaryEntry entry in values)
        {
            rows.Add(new GridRow { Name = CellText.Of(entry.Key), Value = CellText.Of(entry.Value) });
        }

        return rows;
    }

    private static B24Exception Unreadable(Exception exception) =>
        ContentErrors.AttachmentBlockInvalid.With($"A row cannot be read: {exception.Message}", exception);
}
