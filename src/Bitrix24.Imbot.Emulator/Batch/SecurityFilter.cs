using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator;

/// <summary>
/// A stand-in for the portal's security filter, through which the values of batch commands go: it breaks what looks like script with a blank
/// (server-behaviour 6.1 and 11). Which texts a real portal breaks is not known in full; that it breaks some is the point.
/// </summary>
internal static partial class SecurityFilter
{
    public static JsonNode? Clean(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject([.. map.Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value)))]),
        JsonArray list => new JsonArray([.. list.Select(Clean)]),
        _ when PhpValue.IsString(value) => Suspicious().Replace(value!.GetValue<string>(), match => match.Value.Insert(2, " ")),
        _ => value?.DeepClone(),
    };

    [GeneratedRegex(
        "(?<=<\\s*/?)(script|iframe|object|embed)|\\b(javascript|vbscript)(?=\\s*:)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suspicious();
}
