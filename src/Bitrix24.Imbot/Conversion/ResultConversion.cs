using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Turns JSON into PowerShell objects: objects into PSCustomObject, lists into arrays, whole numbers into Int64 and others into Double.
/// Text stays text, also where it looks like a date.
/// </summary>
internal static class ResultConversion
{
    /// <summary>Converts a value.</summary>
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

    /// <summary>PowerShell knows no names that differ only in letter case, and no empty ones: such an object becomes a dictionary that does.</summary>
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
