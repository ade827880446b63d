using System.Collections;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>
/// Formats objects as a grid attachment, which has two columns: one object as the names and values that PowerShell shows by default, or objects that PowerShell
/// shows as a table with two columns.
/// </summary>
internal static class ObjectCard
{
    /// <summary>More rows are easier to read as text.</summary>
    private const int MaxRows = 30;

    private const int MaxValue = 500;

    /// <returns>Null if the objects are better shown as text, or if the portal would refuse the attachment.</returns>
    public static Attachment? TryCreate(IReadOnlyList<PSObject> items, SecretMask mask)
    {
        try
        {
            return items.Count == 1 ? TryCreate(items[0], mask) : TryCreateFromTable(items, mask);
        }
        catch (B24Exception)
        {
            return null;
        }
    }

    private static Attachment? TryCreate(PSObject item, SecretMask mask)
    {
        if (FormattedObject.IsFormatted(item) || (item.BaseObject is IEnumerable and not IDictionary))
        {
            return null;
        }

        IReadOnlyList<ObjectColumn> columns = ObjectColumns.Get(item, out _);
        if (columns.Count is 0 or > MaxRows || columns.Any(column => column.Heading.Length == 0))
        {
            // A simple value, such as a number, has no property names.
            return null;
        }

        return new Attachment([new GridBlock([.. columns.Select(column => RowOf(column.Heading, Hidden(column, item, mask)))])]);
    }

    private static Attachment? TryCreateFromTable(IReadOnlyList<PSObject> items, SecretMask mask)
    {
        if (items.Count is 0 or > MaxRows || items.Any(item => FormattedObject.IsFormatted(item) || item.BaseObject is IEnumerable || item.TypeNames[0] != items[0].TypeNames[0]))
        {
            return null;
        }

        IReadOnlyList<ObjectColumn> columns = ObjectColumns.Get(items[0], out _);
        if (columns.Count != 2 || columns.Any(column => column.Heading.Length == 0))
        {
            return null;
        }

        AttachmentTable table = new([.. columns.Select(column => RunText.Plain(column.Heading))]);
        foreach (PSObject item in items)
        {
            table.Add([.. columns.Select(column => Shortened(Hidden(column, item, mask)))]);
        }

        return table.ToAttachment();
    }

    private static string Hidden(ObjectColumn column, PSObject item, SecretMask mask) =>
        SecretNames.Contain(column.Heading) ? SecretMask.Sign : mask.Hide(column.CellOf(item).Text);

    private static string Shortened(string value)
    {
        string text = RunText.Plain(value);
        return text.Length > MaxValue ? text.Substring(0, MaxValue) + "\u2026" : text;
    }

    private static GridRow RowOf(string name, string value)
    {
        string shown = PlainText.Escape(Shortened(value));
        return new GridRow { Name = RunText.Plain(name), Value = shown.Length > 0 ? shown : "-" };
    }
}
