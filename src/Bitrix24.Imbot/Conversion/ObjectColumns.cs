using System.Collections;
using System.Management.Automation;

namespace Bitrix24.Imbot.Conversion;

/// <summary>The columns of a table of objects: the asked ones, else those that PowerShell shows, else all. The first object decides.</summary>
internal sealed class ObjectColumns
{
    private ObjectColumns(IReadOnlyList<string> names)
    {
        Names = names;
    }

    /// <summary>Names of the properties; none for objects that are values themselves, such as text.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Finds the columns.</summary>
    /// <param name="first">The first object.</param>
    /// <param name="asked">Names or patterns; null for none.</param>
    public static ObjectColumns Of(PSObject first, string[]? asked)
    {
        if (asked is not null)
        {
            return new ObjectColumns([.. asked.SelectMany(name => Matching(first, name)).Distinct(StringComparer.OrdinalIgnoreCase)]);
        }

        if (IsValue(first.BaseObject))
        {
            return new ObjectColumns([]);
        }

        PSPropertySet? shown = (first.Members["PSStandardMembers"]?.Value as PSMemberSet)?.Members["DefaultDisplayPropertySet"] as PSPropertySet;
        return new ObjectColumns([.. shown?.ReferencedPropertyNames ?? AllNames(first)]);
    }

    /// <summary>The texts of an object, one for each column.</summary>
    public IReadOnlyList<string> CellsOf(PSObject item) =>
        Names.Count == 0 ? [CellText.OfUnread(() => item)] : [.. Names.Select(name => CellText.OfUnread(() => ValueOf(item, name)))];

    private static bool IsValue(object value) => value is string or ValueType and not DictionaryEntry;

    private static IEnumerable<string> Matching(PSObject item, string name)
    {
        NamePattern pattern = new(name);
        return pattern.HasWildcards ? AllNames(item).Where(pattern.IsMatch) : [pattern.Literal];
    }

    private static IEnumerable<string> AllNames(PSObject item) => item.BaseObject is IDictionary dictionary
        ? dictionary.Keys.Cast<object>().Select(CellText.Of)
        : item.Properties.Select(property => property.Name);

    private static object? ValueOf(PSObject item, string name)
    {
        if (item.BaseObject is IDictionary dictionary)
        {
            return dictionary.Keys.Cast<object>().Where(key => string.Equals(CellText.Of(key), name, StringComparison.OrdinalIgnoreCase))
                .Select(key => dictionary[key]).FirstOrDefault();
        }

        return item.Properties[name]?.Value;
    }
}
