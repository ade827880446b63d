using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator;

/// <summary>
/// A stand-in for the portal's security filter, through which the values of batch commands go: it breaks what looks like markup, script or SQL with a
/// blank, and takes control characters out (server-behaviour 6.1 and 11). Which texts a real portal breaks is not known in full; that it breaks
/// some is the point, so this one is harsher than any: nobody who relies on a batch here is surprised there.
/// </summary>
internal static partial class SecurityFilter
{
    public static JsonNode? Clean(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject([.. map.Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value)))]),
        JsonArray list => new JsonArray([.. list.Select(Clean)]),
        _ when PhpValue.IsString(value) => CleanText(value!.GetValue<string>()),
        _ => value?.DeepClone(),
    };

    private static string CleanText(string text) => Suspicious().Replace(
        Invisible().Replace(text, string.Empty),
        match => match.Value.Insert(Math.Min(2, match.Length), " "));

    /// <summary>Control characters but tab and line ends, and what is not seen: they hide words from a filter.</summary>
    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(
        // Markup: tags, comments, entities, also with blanks where browsers allow them
        "(?<=<\\s*[/!?]?\\s*)[a-z-]+|&(?=#|[a-z0-9]+;)"

        // Script: protocols, handlers, style expressions, calls
        + "|[a-z-]{2,}(?=:[a-z/(])|(java|vb|live|j)script(?=\\s*:)|\\bon[a-z]+(?=\\s*=)|\\b[a-z_]+(?=\\s*\\()|@(import|charset)|-moz-binding|behaviou?r(?=\\s*:)"

        // SQL: words of statements before a blank, comments
        + "|\\b(union|select|insert|update|delete|drop|alter|create|truncate|replace|rename|exec(ute)?|declare|grant|revoke|load|into|where|having|handler)"
        + "(?=[\\s*(/])|--|/\\*|\\*/|\\b(load_file|benchmark|sleep|information_schema|outfile|dumpfile)\\b"

        // Paths upwards and wrappers
        + "|\\.\\.(?=[/\\\\])|\\b(php|phar|file|data)(?=://)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suspicious();
}
