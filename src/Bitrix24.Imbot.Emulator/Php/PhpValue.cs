using System.Globalization;
using System.Text.Json;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>
/// JSON values as PHP sees them: one kind of array for lists and maps, and PHP's conversions to bool, text, and number
/// (docs/portal/protocol.md, "Parameter types").
/// </summary>
internal static class PhpValue
{
    /// <summary>
    /// Converts a value. A map with the keys 0..n-1 becomes a list, and so does an empty map. The last of several equal keys counts.
    /// </summary>
    public static JsonNode? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => AsList(ToMap(element)),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(FromJson)]),
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        JsonValueKind.Number => element.TryGetInt64(out long number) ? JsonValue.Create(number) : JsonValue.Create(element.GetDouble()),
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        _ => null,
    };

    /// <summary>Returns the map as a list if PHP would encode it as one; otherwise, the map itself.</summary>
    public static JsonNode AsList(JsonObject map) =>
        map.Index().All(entry => entry.Item.Key == entry.Index.ToString(CultureInfo.InvariantCulture))
            ? new JsonArray([.. map.Select(pair => pair.Value?.DeepClone())])
            : map;

    /// <summary>True for a key that a PHP array stores as a number: digits in the form that (string) writes.</summary>
    public static bool IsIndex(string key) =>
        long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long index)
        && key == index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A PHP array as a map; null if the value isn't an array.</summary>
    public static JsonObject? AsMap(JsonNode? value) => value switch
    {
        JsonObject map => map,
        JsonArray list => new JsonObject(list.Select((item, index) => KeyValuePair.Create(index.ToString(CultureInfo.InvariantCulture), item?.DeepClone()))),
        _ => null,
    };

    /// <summary>Copies a value, and replaces each text in it.</summary>
    public static JsonNode? ReplaceTexts(JsonNode? value, Func<string, JsonNode?> replace) => value switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, ReplaceTexts(pair.Value, replace)))),
        JsonArray list => new JsonArray([.. list.Select(item => ReplaceTexts(item, replace))]),
        _ when IsString(value) => replace(value!.GetValue<string>()),
        _ => value?.DeepClone(),
    };

    /// <summary>The values of a PHP array in order; empty if the value isn't an array.</summary>
    public static IEnumerable<JsonNode?> Items(JsonNode? value) => value switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(pair => pair.Value),
        _ => [],
    };

    public static bool IsString(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    public static bool IsArray(JsonNode? value) => value is JsonArray or JsonObject;

    public static bool IsTrue(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => IsTrue(value.GetValue<string>()),
        JsonValueKind.Number => Number(value) != 0,
        JsonValueKind.Array or JsonValueKind.Object => Items(value).Any(),
        _ => false,
    };

    public static bool IsTrue(string text) => text is not ("" or "0");

    /// <summary>Casts a scalar to string. Returns null for an array and for null.</summary>
    public static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "",
        JsonValueKind.Number => Whole(value) is long whole ? whole.ToString(CultureInfo.InvariantCulture) : PhpNumber.ToText(Number(value)),
        _ => null,
    };

    public static bool IsNumeric(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number => true,
        JsonValueKind.String => PhpNumber.TryParse(value.GetValue<string>(), out _),
        _ => false,
    };

    /// <summary>True if a numeric value can become an int. A parameter that is declared as int refuses other values with a type error.</summary>
    public static bool FitsInteger(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number => PhpNumber.Fits(Number(value)),
        JsonValueKind.String => PhpNumber.TryParse(value.GetValue<string>(), out double number) && PhpNumber.Fits(number),
        _ => true,
    };

    /// <summary>Casts a value to int. A text becomes its leading number, or 0 if it has none.</summary>
    public static long Long(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.Number => Whole(value) ?? PhpNumber.ToInteger(Number(value)),
        JsonValueKind.String => PhpNumber.ToInteger(value.GetValue<string>()),
        JsonValueKind.Array or JsonValueKind.Object => IsTrue(value) ? 1 : 0,
        _ => 0,
    };

    /// <summary>
    /// Casts an ID or a count to int. A number beyond 32 bits becomes the nearest 32-bit number, which is never the ID of an object.
    /// </summary>
    public static int Integer(JsonNode? value) => (int)Math.Clamp(Long(value), int.MinValue, int.MaxValue);

    /// <summary>
    /// Reads a flag like the API: JSON true, or Y, 1, or TRUE in any letter case, is true. Everything else is false
    /// (docs/portal/protocol.md, "Flags").
    /// </summary>
    public static bool IsFlagSet(JsonNode? value) => Text(value)?.ToUpperInvariant() is "Y" or "1" or "TRUE";

    private static JsonObject ToMap(JsonElement element)
    {
        JsonObject map = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            map[property.Name] = FromJson(property.Value);
        }

        return map;
    }

    private static double Number(JsonNode value) => Whole(value) ?? value.AsValue().GetValue<double>();

    /// <summary>The value as a whole number; null for a float.</summary>
    private static long? Whole(JsonNode value)
    {
        JsonValue scalar = value.AsValue();
        return scalar.TryGetValue(out long whole) ? whole : scalar.TryGetValue(out int small) ? small : null;
    }
}
