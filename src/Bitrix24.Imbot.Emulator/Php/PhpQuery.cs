using System.Globalization;
using System.Net;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>Names and values in PHP's notation, <c>fields[message]=a&amp;userIds[]=17</c> (docs/portal/protocol.md, "Reading a request").</summary>
internal static class PhpQuery
{
    /// <summary>Like parse_str(): all values are texts, brackets become nested arrays, and the last of several equal names counts.</summary>
    public static JsonObject Parse(string text)
    {
        JsonObject result = [];
        foreach (string pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            Set(result, WebUtility.UrlDecode(parts[0]), parts.Length > 1 ? WebUtility.UrlDecode(parts[1]) : "");
        }

        return Listed(result);
    }

    /// <summary>Sets one value for a name that can contain brackets.</summary>
    public static void Set(JsonObject target, string name, string value)
    {
        string trimmed = name.TrimStart(' ').Split('\0', 2)[0];
        int bracket = trimmed.IndexOf('[');
        if (bracket == 0 || trimmed.Length == 0)
        {
            return;
        }

        string key = (bracket < 0 ? trimmed : trimmed[..bracket]).Replace('.', '_').Replace(' ', '_');
        JsonObject node = target;
        while (bracket > 0 && bracket < trimmed.Length && trimmed[bracket] == '[')
        {
            int end = trimmed.IndexOf(']', bracket);
            if (end < 0)
            {
                // A bracket without an end becomes an underscore in the name. After other brackets, it is dropped.
                key = node == target ? key + "_" + trimmed[(bracket + 1)..].Replace('.', '_').Replace(' ', '_').Replace('[', '_') : key;
                break;
            }

            if (node[key] is not JsonObject child)
            {
                child = [];
                node[key] = child;
            }

            node = child;
            string inner = trimmed[(bracket + 1)..end];
            bool isNamed = inner.Length > 0 && !(inner.Length == 1 && char.IsWhiteSpace(inner[0]));
            if ((isNamed ? inner : NextIndex(child)) is not string next)
            {
                return;
            }

            key = next;
            bracket = end + 1;
        }

        node[key] = value;
    }

    /// <summary>
    /// Like http_build_query(): writes values in the same notation. Empty arrays are omitted, null is empty, and false is 0
    /// (tests/Facts/samples/events).
    /// </summary>
    public static string Build(JsonObject values) => string.Join('&', values.SelectMany(pair => Pairs(pair.Key, pair.Value)));

    private static IEnumerable<string> Pairs(string name, JsonNode? value)
    {
        if (PhpValue.AsMap(value) is JsonObject map)
        {
            return map.SelectMany(pair => Pairs($"{name}[{pair.Key}]", pair.Value));
        }

        string text = value?.GetValueKind() == System.Text.Json.JsonValueKind.False ? "0" : PhpValue.Text(value) ?? "";
        return [$"{WebUtility.UrlEncode(name)}={WebUtility.UrlEncode(text)}"];
    }

    /// <summary>The number after the largest one so far, or 0 for the first; null if no number is left.</summary>
    private static string? NextIndex(JsonObject map)
    {
        long[] used = [.. map.Where(pair => PhpValue.IsIndex(pair.Key)).Select(pair => long.Parse(pair.Key, CultureInfo.InvariantCulture))];
        return used.Length == 0 ? "0" : used.Max() == long.MaxValue ? null : (used.Max() + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static JsonObject Listed(JsonObject map) => new(map.Select(
        pair => KeyValuePair.Create(pair.Key, pair.Value is JsonObject inner ? PhpValue.AsList(Listed(inner)) : pair.Value?.DeepClone())));
}
