using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests.Oracle;

/// <summary>One input and what the portal answered to it (tests/Facts/oracle).</summary>
public sealed record OracleCase(string Id, JsonNode? Input, JsonNode Portal)
{
    /// <summary>The cases of a family, with their repeated texts and lists written out.</summary>
    public static IReadOnlyList<OracleCase> Read(string family)
    {
        string path = Path.Combine(Repository.Root, "tests", "Facts", "oracle", family + ".json");
        JsonArray cases = JsonNode.Parse(File.ReadAllText(path))!["cases"]!.AsArray();
        return [.. cases.Select(entry => new OracleCase((string)entry!["id"]!, Expand(entry["input"]), Expand(entry["portal"])!))];
    }

    private static JsonNode? Expand(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map when map["$repeat"] is JsonArray repeat:
                JsonNode? item = Expand(repeat[0]);
                int count = (int)repeat[1]!;
                return item is JsonValue
                    ? JsonValue.Create(string.Concat(Enumerable.Repeat((string)item!, count)))
                    : new JsonArray([.. Enumerable.Range(0, count).Select(_ => item!.DeepClone())]);
            case JsonObject map when map["$concat"] is JsonArray parts:
                return JsonValue.Create(string.Concat(parts.Select(part => (string)Expand(part)!)));
            case JsonObject map:
                return new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Expand(pair.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Expand)]);
            default:
                // A number keeps the form in which it is written: 5.0 is not 5.
                return node?.DeepClone();
        }
    }
}
