using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Bitrix24.Imbot.Conversion;

/// <summary>What a person reads of a value: numbers and dates in the person's own culture, lists with commas, nothing for null.</summary>
internal static class CellText
{
    /// <summary>The text of a value.</summary>
    public static string Of(object? value)
    {
        object? inner = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return inner switch
        {
            null => string.Empty,
            string text => text,
            IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
            IDictionary dictionary => $"{dictionary.Count} entries",
            IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Of)),
            _ => inner.ToString() ?? string.Empty,
        };
    }
}
