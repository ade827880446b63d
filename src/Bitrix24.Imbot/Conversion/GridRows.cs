using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Turns dictionaries into rows of a grid.</summary>
internal static class GridRows
{
    private static readonly string[] Members = ["Name", "Value", "ColorToken", "Color", "Width", "Height", "Link", "UserId", "ChatId"];

    /// <summary>A row for each entry: its key is the name.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.AttachmentBlockInvalid"/>: an entry that cannot be read.</exception>
    public static IReadOnlyList<GridRow> OfValues(IDictionary values) => UserCode.Run(() => RowsOf(values), Unreadable);

    private static List<GridRow> RowsOf(IDictionary values)
    {
        List<GridRow> rows = [];
        foreach (DictionaryEntry entry in values)
        {
            rows.Add(new GridRow { Name = CellText.Of(entry.Key), Value = CellText.Of(entry.Value) });
        }

        return rows;
    }

    /// <summary>One row, its members by name.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.AttachmentBlockInvalid"/>: an unknown member, or one of another type.</exception>
    public static GridRow OfMembers(IDictionary members) => UserCode.Run(() => RowOf(members), Unreadable);

    private static B24Exception Unreadable(Exception exception) =>
        ErrorKinds.AttachmentBlockInvalid.With($"A row cannot be read: {exception.Message}", exception);

    private static GridRow RowOf(IDictionary members)
    {
        Dictionary<string, object?> named = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in members)
        {
            string name = CellText.Of(entry.Key);
            if (!Members.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw ErrorKinds.AttachmentBlockInvalid.With($"A row has no '{name}'; it can have {string.Join(", ", Members)}.");
            }

            named[name] = entry.Value;
        }

        return new GridRow
        {
            Name = Text("Name"),
            Value = Text("Value"),
            ColorToken = Text("ColorToken"),
            Color = Text("Color"),
            Width = Number<int>("Width"),
            Height = Number<int>("Height"),
            Link = Text("Link"),
            UserId = Number<long>("UserId"),
            ChatId = Number<long>("ChatId"),
        };

        string? Text(string name) => named.TryGetValue(name, out object? value) && value is not null ? CellText.Of(value) : null;

        T? Number<T>(string name)
            where T : struct
        {
            if (!named.TryGetValue(name, out object? value) || value is null)
            {
                return null;
            }

            return LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T number)
                ? number
                : throw ErrorKinds.AttachmentBlockInvalid.With($"{name} of a row is '{value}', which is no number.");
        }
    }
}
