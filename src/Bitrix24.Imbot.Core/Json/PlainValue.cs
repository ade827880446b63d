namespace Bitrix24.Imbot.Core.Json;

/// <summary>Converts JSON to .NET types: text, long or double, bool, lists, and dictionaries.</summary>
internal static class PlainValue
{
    public static object? From(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => MapOf(value),
        JsonValueKind.Array => value.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.String => value.TextOrNull(),
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Converts an object to a dictionary. PHP's <c>[]</c> and all other values become an empty one.</summary>
    public static IReadOnlyDictionary<string, object?> MapOf(JsonElement value)
    {
        Dictionary<string, object?> map = new(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                map[property.NameOf()] = From(property.Value);
            }
        }

        return map;
    }
}
