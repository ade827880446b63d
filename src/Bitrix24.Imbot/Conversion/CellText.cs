using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// What a person reads of a value: numbers and dates in the person's own culture, dates in local time, lists with commas, nothing for null, and text without the
/// colors of a terminal.
/// </summary>
internal static class CellText
{
    /// <summary>The text of a value.</summary>
    public static string Of(object? value)
    {
        object? inner = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return inner switch
        {
            null => string.Empty,
            string text => TerminalText.Plain(text),
            DateTimeOffset moment => moment.LocalDateTime.ToString(CultureInfo.CurrentCulture),
            DateTime { Kind: DateTimeKind.Utc } moment => moment.ToLocalTime().ToString(CultureInfo.CurrentCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
            IDictionary dictionary => $"{dictionary.Count} entries",
            IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Of)),
            _ => inner.ToString() ?? string.Empty,
        };
    }
}
