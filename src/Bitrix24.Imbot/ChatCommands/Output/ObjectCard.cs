using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Shows one object as its names and values, those that PowerShell shows by default.</summary>
internal static class ObjectCard
{
    /// <summary>More are easier to read as text.</summary>
    private const int MaxRows = 30;

    /// <summary>Characters of one value.</summary>
    private const int MaxValue = 500;

    /// <returns>Null for an object that is better shown as text.</returns>
    public static Attachment? Of(PSObject item)
    {
        if (FormattedObject.Is(item) || (item.BaseObject is IEnumerable and not IDictionary))
        {
            return null;
        }

        IReadOnlyList<ObjectColumn> columns = ObjectColumns.Of(item, out _);
        if (columns.Count is 0 or > MaxRows)
        {
            return null;
        }

        try
        {
            return new Attachment([new GridBlock([.. columns.Select(column => RowOf(column.Heading, column.CellOf(item).Text))])]);
        }
        catch (B24Exception)
        {
            return null;
        }
    }

    private static GridRow RowOf(string name, string value)
    {
        string text = RunText.Plain(value);
        string shown = PlainText.Of(text.Length > MaxValue ? text.Substring(0, MaxValue) + "\u2026" : text);
        return new GridRow { Name = RunText.Plain(name), Value = shown.Length > 0 ? shown : "-" };
    }
}
