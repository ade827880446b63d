using System.Collections;
using System.Data;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Finds the default columns of an object table, which are those that Format-Table shows for the first object.</summary>
internal static class ObjectColumns
{
    /// <summary>Gets the default columns. They are all properties of the object if there is no view for it.</summary>
    public static IReadOnlyList<ObjectColumn> Get(PSObject first, out bool isAll)
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

    /// <summary>Gets the names of an object's properties or of a dictionary's keys. The keys of a hashtable are sorted for a stable result.</summary>
    public static IEnumerable<string> AllNames(PSObject item) => item.BaseObject switch
    {
        Hashtable table => table.Keys.Cast<object>().Select(CellText.From).OrderBy(name => name, StringComparer.CurrentCultureIgnoreCase),
        IDictionary dictionary => dictionary.Keys.Cast<object>().Select(CellText.From),
        _ => ObjectProperties.ForTable(item).Select(property => property.Name),
    };

    private static ObjectColumn[] Named(IEnumerable<string> names) => [.. names.Select(name => new ObjectColumn(name) { Property = name })];

    /// <summary>Whether an object is a single value, which is a column itself.</summary>
    private static bool IsValue(object value) => value is string or bool or char or IFormattable;

    /// <summary>Gets the column names of a database row, which also has other properties.</summary>
    private static IEnumerable<string>? RowNames(object item) =>
        (item is DataRowView view ? view.Row : item as DataRow)?.Table.Columns.Cast<DataColumn>().Select(column => column.ColumnName);

    private static ObjectColumn[]? Displayed(PSObject item) =>
        (item.Members["PSStandardMembers"]?.Value as PSMemberSet)?.Members["DefaultDisplayPropertySet"] is PSPropertySet set ? Named(set.ReferencedPropertyNames) : null;
}
