using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>
/// The portal's lenient reader of JavaScript objects, for attachments that are sent as text. It knows only the escape <c>\u</c> and accepts single
/// quotes. It removes spaces around brackets and double quotes even inside texts, and reads all numbers and words as text.
/// </summary>
internal static partial class JsText
{
    /// <summary>Parses a text with json_decode(), or as JavaScript if that fails. Any other value is returned unchanged.</summary>
    public static JsonNode? Structure(JsonNode? value)
    {
        if (!PhpValue.IsString(value))
        {
            return value;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(value!.GetValue<string>());
            return PhpValue.FromJson(document.RootElement) ?? Parse(value.GetValue<string>());
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Parse(value!.GetValue<string>());
        }
    }

    /// <summary>Parses a text. The result is an array, a text, or null.</summary>
    public static JsonNode? Parse(string text)
    {
        string data = PhpText.Trim(AroundSigns().Replace(text, "$1"));
        return data switch
        {
            "" => null,
            ['{', ..] => Split(data, '}') is List<string> members ? Map(members) : JsonValue.Create(false),
            ['[', ..] => Split(data, ']') is List<string> items ? List(items) : JsonValue.Create(false),
            ['"' or '\'', ..] => Unescaped(data.Length > 1 ? data[1..^1] : ""),
            _ => Unescaped(data),
        };
    }

    private static JsonNode Map(List<string> parts)
    {
        JsonObject map = [];
        foreach (string part in parts)
        {
            string[] pair = part.Split(':', 2);
            string name = pair[0].StartsWith('"') ? pair[0].Length > 1 ? pair[0][1..^1] : "" : pair[0];
            map[PhpValue.Text(Parse(name)) ?? ""] = pair.Length > 1 ? Parse(pair[1]) : null;
        }

        return PhpValue.AsList(map);
    }

    private static JsonArray List(List<string> parts)
    {
        JsonArray list = [.. parts.Select(Parse)];
        if (list[^1] is null)
        {
            list.RemoveAt(list.Count - 1);
        }

        return list;
    }

    /// <summary>Splits at the commas of the outermost bracket. Returns null if the bracket isn't closed.</summary>
    private static List<string>? Split(string data, char end)
    {
        List<string> parts = [];
        int depth = 0;
        int start = 1;
        char quote = '\0';
        for (int index = 1; index < data.Length; index++)
        {
            char current = data[index];
            if (current is '"' or '\'')
            {
                if (data[index - 1] != '\\' && (quote == '\0' || quote == current))
                {
                    quote = quote == '\0' ? current : '\0';
                }
            }
            else if (current is '{' or '[')
            {
                depth++;
            }
            else if (current == end && depth == 0)
            {
                parts.Add(data[start..index]);
                return parts;
            }
            else if (current is '}' or ']')
            {
                depth--;
            }
            else if (current == ',' && depth == 0 && quote == '\0')
            {
                parts.Add(data[start..index]);
                start = index + 1;
            }
        }

        return null;
    }

    private static JsonValue Unescaped(string text) => JsonValue.Create(
        Escape().Replace(text, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));

    [GeneratedRegex("[\\t-\\r ]*([{}\\[\\]\"])[\\t-\\r ]*", RegexOptions.CultureInvariant)]
    private static partial Regex AroundSigns();

    [GeneratedRegex("\\\\u([0-9A-Fa-f]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
