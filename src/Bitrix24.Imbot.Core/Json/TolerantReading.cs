using System.Globalization;
using System.Text.Json;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>
/// Reads members of answers the way servers really send them: numbers as text, <c>"Y"</c> for true, <c>false</c> for "none",
/// <c>[]</c> for an empty map, members missing (docs/portal/protocol.md, "Empty maps and nulls"). None of these methods throws.
/// </summary>
internal static class TolerantReading
{
    private const string IsoDate = "yyyy-MM-dd";

    /// <summary>A member, or an undefined element where there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    /// <summary>Text of a member; numbers and booleans by their JSON form; null where there is none.</summary>
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

    /// <summary>A whole number, also when it came as text or with a fraction of zero; null where there is none.</summary>
    public static long? Number(this JsonElement element, string name) => element.Member(name).WholeNumber();

    /// <summary>The same for the element itself.</summary>
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

    /// <summary>A number of seconds and the like; null where there is none.</summary>
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

    /// <summary>A flag: true, or <c>Y</c>, <c>1</c>, <c>TRUE</c> as text, or 1; everything else, and nothing, is false.</summary>
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

    /// <summary>The items of a list; none where the member is something else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Member(name).ItemsOrNull() ?? [];

    /// <summary>
    /// The items of a list, in their order; null where the element is something else. PHP writes a list with gaps, which is what is left when items are taken
    /// out of it, as an object with the numbers as names.
    /// </summary>
    public static IEnumerable<JsonElement>? ItemsOrNull(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object when value.EnumerateObject().All(static member => IsIndex(member.NameOf())) => value.EnumerateObject().Select(static member => member.Value),
        _ => null,
    };

    /// <summary>
    /// A point in time, in the local time zone because people read it; null for none, which servers write as <c>false</c>, null or an empty text. Only
    /// ISO 8601 with a time zone is read. The portal's own format (<c>10.09.2026 22:08:37</c>) doesn't say which zone it is in, and may have the month first.
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

    /// <summary>A list of whole numbers; what is none is passed over. An array, because PowerShell cannot index what C# makes of a collection expression.</summary>
    public static IReadOnlyList<long> Numbers(this JsonElement element, string name) =>
        element.Items(name).Select(item => item.WholeNumber()).OfType<long>().ToArray();

    /// <summary>A map of texts; empty where the member is PHP's <c>[]</c>, or missing.</summary>
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

    /// <summary>A member's name; as it stands in the JSON where it holds half a surrogate pair.</summary>
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

    /// <summary>Text of a JSON string; null when it is broken UTF-16 inside, which a server can send and .NET cannot hold.</summary>
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
