using System.Globalization;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// Reads members of answers and accepts the variants that servers send: numbers as text, <c>"Y"</c> for true, <c>false</c> for "none", <c>[]</c> for
/// an empty map, and missing members (docs/portal/protocol.md, "Empty maps and nulls"). None of these methods throws.
/// </summary>
internal static class TolerantReading
{
    private const string IsoDate = "yyyy-MM-dd";

    /// <summary>A member; an undefined element if it doesn't exist.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    /// <summary>Text of a member. Numbers and booleans are returned in their JSON form; null if there is none.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        JsonElement value = element.Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.String => TextOrNull(value),
            JsonValueKind.Number or JsonValueKind.True => value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>A whole number, even if it was sent as text or with a zero fraction; null if there is none.</summary>
    public static long? Number(this JsonElement element, string name) => element.Member(name).WholeNumber();

    /// <summary>Like <see cref="Number"/>, for the element itself.</summary>
    public static long? WholeNumber(this JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when value.TryGetInt64(out long number):
                return number;
            case JsonValueKind.Number when value.TryGetDouble(out double real) && real is > -9.2e18 and < 9.2e18:
                return (long)real;
            case JsonValueKind.String when long.TryParse(TextOrNull(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number):
                return number;
            default:
                return null;
        }
    }

    /// <summary>A number with a fraction, such as seconds; null if there is none.</summary>
    public static double? Real(this JsonElement element, string name)
    {
        JsonElement value = element.Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out double number) => number,
            JsonValueKind.String when double.TryParse(TextOrNull(value), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => null,
        };
    }

    /// <summary>
    /// A flag: true; <c>Y</c>, <c>1</c>, or <c>TRUE</c> as text; or a number other than 0. All other values, and a missing member, are false.
    /// </summary>
    public static bool Flag(this JsonElement element, string name)
    {
        JsonElement value = element.Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.String => TextOrNull(value)?.ToUpperInvariant() is "Y" or "1" or "TRUE",
            JsonValueKind.Number => value.TryGetDouble(out double number) && number != 0,
            _ => false,
        };
    }

    /// <summary>
    /// True or false, as the element itself or as its <c>result</c> member, in one of the forms that portals use; null for any other value.
    /// </summary>
    public static bool? Truth(this JsonElement element) => TruthOf(element) ?? TruthOf(element.Member("result"));

    private static bool? TruthOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.WholeNumber() switch { 1 => true, 0 => false, _ => null },
        JsonValueKind.String => TextOrNull(value)?.ToUpperInvariant() switch { "Y" or "1" or "TRUE" => true, "N" or "0" or "FALSE" => false, _ => null },
        _ => null,
    };

    /// <summary>The items of a list; empty if the member isn't a list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Member(name).ItemsOrNull() ?? [];

    /// <summary>
    /// The items of a list in order; null if the element isn't a list. PHP writes a list with gaps, which remains after items are removed, as an
    /// object with numbers as names.
    /// </summary>
    public static IEnumerable<JsonElement>? ItemsOrNull(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object when value.EnumerateObject().All(static member => IsIndex(member.NameOf())) => value.EnumerateObject().Select(static member => member.Value),
        _ => null,
    };

    /// <summary>
    /// A date in the local time zone; null if there is none, which servers write as <c>false</c>, null, or an empty text. Only ISO 8601 with a time
    /// zone is accepted. The portal's own format (<c>10.09.2026 22:08:37</c>) contains no time zone and can begin with the month.
    /// </summary>
    public static DateTimeOffset? Date(this JsonElement element, string name)
    {
        string? text = element.Text(name)?.Trim();
        bool isIso = text?.Length > IsoDate.Length && text[4] == '-' && text.Take(4).All(static character => character is >= '0' and <= '9');
        return isIso
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime date) && date.Kind != DateTimeKind.Unspecified
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset point)
            ? point.ToLocalTime()
            : null;
    }

    /// <summary>
    /// A list of whole numbers; other items are ignored. Returns an array, because PowerShell can't index the type that C# creates for a collection
    /// expression.
    /// </summary>
    public static IReadOnlyList<long> Numbers(this JsonElement element, string name) =>
        element.Items(name).Select(item => item.WholeNumber()).OfType<long>().ToArray();

    /// <summary>A map of texts; empty if the member is PHP's <c>[]</c> or missing.</summary>
    public static IReadOnlyDictionary<string, string> TextMap(this JsonElement element, string name)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        JsonElement value = element.Member(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                map[property.Name] = value.Text(property.Name) ?? string.Empty;
            }
        }

        return map;
    }

    /// <summary>A member's name. If it contains an unpaired surrogate, its raw JSON form.</summary>
    public static string NameOf(this JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            string text = property.ToString();
            return text.Substring(1, Math.Max(0, text.IndexOf("\":", StringComparison.Ordinal) - 1));
        }
    }

    private static bool IsIndex(string name) => name.Length is > 0 and < 20 && name.All(static character => character is >= '0' and <= '9');

    /// <summary>Text of a JSON string; null if it contains invalid UTF-16, which a server can send but .NET can't represent.</summary>
    internal static string? TextOrNull(this JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
