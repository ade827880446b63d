using System.Collections.Specialized;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Converts JSON to PowerShell objects: objects to PSCustomObject, arrays to arrays, whole numbers to Int64, and other numbers to Double. Text remains text, even if
/// it looks like a date.
/// </summary>
internal static class ResultConversion
{
    public static object? ToPowerShell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => FromObject(value),
        JsonValueKind.Array => value.EnumerateArray().Select(ToPowerShell).ToArray(),
        JsonValueKind.String => value.TextOrNull(),
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static object FromObject(JsonElement value)
    {
        PSObject converted = new();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (property.NameOf().Length == 0 || !names.Add(property.NameOf()))
            {
                return AsDictionary(value);
            }

            converted.Properties.Add(new PSNoteProperty(property.NameOf(), ToPowerShell(property.Value)));
        }

        return converted;
    }

    /// <summary>Creates a dictionary for an object with empty property names or names that differ only in case, which a PSCustomObject can't have.</summary>
    private static OrderedDictionary AsDictionary(JsonElement value)
    {
        OrderedDictionary dictionary = new(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            dictionary[property.NameOf()] = ToPowerShell(property.Value);
        }

        return dictionary;
    }
}
