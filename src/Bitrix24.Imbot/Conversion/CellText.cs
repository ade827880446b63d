using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Bitrix24.Imbot.Conversion;

/// <summary>What a person reads of a value: numbers and dates in the person's own culture, dates in local time, lists with commas, nothing for null.</summary>
internal static class CellText
{
    /// <summary>
    /// The text of a value that is still to be read. One that cannot be read, such as the start time of another account's process, is an empty text, as in
    /// PowerShell's own tables.
    /// </summary>
    public static string OfUnread(Func<object?> value)
    {
        try
        {
            return Of(value());
        }
        catch (Exception exception) when (UserCode.IsFailure(exception))
        {
            return string.Empty;
        }
    }

    /// <summary>The text of a value.</summary>
    public static string Of(object? value)
    {
        object? inner = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return inner switch
        {
            null => string.Empty,
            string text => text,
            DateTimeOffset moment => moment.LocalDateTime.ToString(CultureInfo.CurrentCulture),
            DateTime { Kind: DateTimeKind.Utc } moment => moment.ToLocalTime().ToString(CultureInfo.CurrentCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
            IDictionary dictionary => $"{dictionary.Count} entries",
            IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Of)),
            _ => inner.ToString() ?? string.Empty,
        };
    }
}
