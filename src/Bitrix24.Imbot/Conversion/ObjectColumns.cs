using System.Collections;
using System.Data;
using System.Management.Automation;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Finds the columns of a table of objects: those that Format-Table would show for the first of them.</summary>
internal static class ObjectColumns
{
    /// <summary>The columns where none were asked for.</summary>
    /// <param name="first">The first object.</param>
    /// <param name="isAll">Whether nobody chose them: they are all that the object has.</param>
    public static IReadOnlyList<ObjectColumn> Of(PSObject first, out bool isAll)
    {
        isAll = false;
        if (IsValue(first.BaseObject))
        {
            return [new ObjectColumn(string.Empty)];
        }

        if (first.BaseObject is not IDictionary && (TableView.Find(first) ?? Displayed(first)) is { } chosen)
        {
            return chosen;
        }

        isAll = true;
        return Named(RowNames(first.BaseObject) ?? AllNames(first));
    }

    /// <summary>Names of an object's properties, or of a hashtable's entries; sorted where it has no order, so that each run makes the same table.</summary>
    public static IEnumerable<string> AllNames(PSObject item) => item.BaseObject switch
    {
        Hashtable table => table.Keys.Cast<object>().Select(CellText.Of).OrderBy(name => name, StringComparer.CurrentCultureIgnoreCase),
        IDictionary dictionary => dictionary.Keys.Cast<object>().Select(CellText.Of),
        _ => OwnProperties.ForTable(item).Select(property => property.Name),
    };

    private static ObjectColumn[] Named(IEnumerable<string> names) => [.. names.Select(name => new ObjectColumn(name) { Property = name })];

    /// <summary>Objects that are one value, and a column of their own.</summary>
    private static bool IsValue(object value) => value is string or bool or char or IFormattable;

    /// <summary>A row of a database has properties of its own besides its columns.</summary>
    private static IEnumerable<string>? RowNames(object item) =>
        (item is DataRowView view ? view.Row : item as DataRow)?.Table.Columns.Cast<DataColumn>().Select(column => column.ColumnName);

    private static ObjectColumn[]? Displayed(PSObject item) =>
        (item.Members["PSStandardMembers"]?.Value as PSMemberSet)?.Members["DefaultDisplayPropertySet"] is PSPropertySet set ? Named(set.ReferencedPropertyNames) : null;
}
