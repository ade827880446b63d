using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>
/// Shows objects in a grid of the portal, which has two columns: one object as its names and values, those that PowerShell shows by default, and objects that
/// PowerShell shows in a table of two columns.
/// </summary>
internal static class ObjectCard
{
    /// <summary>More are easier to read as text.</summary>
    private const int MaxRows = 30;

    /// <summary>Characters of one value.</summary>
    private const int MaxValue = 500;

    /// <returns>Null for objects that are better shown as text.</returns>
    public static Attachment? Of(IReadOnlyList<PSObject> items, SecretMask mask) => items.Count == 1 ? Of(items[0], mask) : OfTable(items, mask);

    private static Attachment? Of(PSObject item, SecretMask mask)
    {
        if (FormattedObject.Is(item) || (item.BaseObject is IEnumerable and not IDictionary))
        {
            return null;
        }

        IReadOnlyList<ObjectColumn> columns = ObjectColumns.Of(item, out _);
        if (columns.Count is 0 or > MaxRows || columns.Any(column => column.Heading.Length == 0))
        {
            // A number and the like has no names.
            return null;
        }

        try
        {
            return new Attachment([new GridBlock([.. columns.Select(column => RowOf(column.Heading, Hidden(column, item, mask)))])]);
        }
        catch (B24Exception)
        {
            return null;
        }
    }

    private static Attachment? OfTable(IReadOnlyList<PSObject> items, SecretMask mask)
    {
        if (items.Count is 0 or > MaxRows || items.Any(item => FormattedObject.Is(item) || item.BaseObject is IEnumerable || item.TypeNames[0] != items[0].TypeNames[0]))
        {
            return null;
        }

        IReadOnlyList<ObjectColumn> columns = ObjectColumns.Of(items[0], out _);
        if (columns.Count != 2 || columns.Any(column => column.Heading.Length == 0))
        {
            return null;
        }

        AttachmentTable table = new([.. columns.Select(column => RunText.Plain(column.Heading))]);
        foreach (PSObject item in items)
        {
            table.Add([.. columns.Select(column => Shortened(Hidden(column, item, mask)))]);
        }

        try
        {
            return table.ToAttachment();
        }
        catch (B24Exception)
        {
            return null;
        }
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
