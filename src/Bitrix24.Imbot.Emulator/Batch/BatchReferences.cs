using System.Globalization;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>
/// References to earlier results in a batch: <c>$result[key][member]</c> in any parameter value. They can't be escaped
/// (docs/portal/limits-and-batch.md, "Batch references").
/// </summary>
internal static partial class BatchReferences
{
    public static JsonObject Resolve(JsonObject parameters, JsonObject results) =>
        PhpValue.ReplaceTexts(parameters, text => ResolveText(text, results))!.AsObject();

    private static JsonNode? ResolveText(string text, JsonObject results)
    {
        string resolved = text;
        foreach (Match reference in Reference().Matches(text))
        {
            string[] path = [.. Member().Matches(reference.Groups[2].Value).Select(member => member.Groups[1].Value)];
            if (path.Length == 0)
            {
                continue;
            }

            // The pattern matches in any letter case, but the portal looks up the word as written.
            JsonNode? found = Walk(results[reference.Groups[1].Value], path);
            if (reference.Value == text)
            {
                return found?.DeepClone();
            }

            // Only texts and numbers are inserted; any other value leaves the text as it is.
            if (PhpValue.IsString(found) || PhpValue.IsNumeric(found))
            {
                resolved = resolved.Replace(reference.Value, PhpValue.Text(found), StringComparison.Ordinal);
            }
        }

        return resolved;
    }

    /// <summary>Follows the path as far as possible and returns the value that it reaches.</summary>
    private static JsonNode? Walk(JsonNode? from, string[] path)
    {
        foreach (string key in path)
        {
            JsonNode? next = from switch
            {
                JsonObject map => map[key],
                JsonArray list => Index(key) is int index and >= 0 && index < list.Count ? list[index] : null,
                _ when PhpValue.IsString(from) => Index(key) is int place ? Sign(from!.GetValue<string>(), place) : null,
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            from = next;
        }

        return from;
    }

    private static int? Index(string key) => PhpValue.IsIndex(key) && int.TryParse(key, CultureInfo.InvariantCulture, out int index) ? index : null;

    /// <summary>A character of a text. A negative index counts from the end.</summary>
    private static JsonValue? Sign(string text, int place)
    {
        int index = place < 0 ? text.Length + place : place;
        return index >= 0 && index < text.Length ? JsonValue.Create(text[index].ToString()) : null;
    }

    [GeneratedRegex("\\$(result|error|total|next|time)([^\\t-\\r ]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex("\\[([^\\]]+)\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
