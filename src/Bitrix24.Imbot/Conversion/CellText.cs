using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Formats a value for people: numbers and dates in the current culture, dates in local time, lists with commas, null as empty text, and text without terminal
/// colors.
/// </summary>
internal static class CellText
{
    public static string From(object? value) => RestMembers.Unwrap(value) switch
    {
        null => string.Empty,
        string text => TerminalText.Plain(text),
        DateTimeOffset moment => moment.LocalDateTime.ToString(CultureInfo.CurrentCulture),
        DateTime { Kind: DateTimeKind.Utc } moment => moment.ToLocalTime().ToString(CultureInfo.CurrentCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
        IDictionary dictionary => $"{dictionary.Count} entries",
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(From)),
        { } other => other.ToString() ?? string.Empty,
    };
}
