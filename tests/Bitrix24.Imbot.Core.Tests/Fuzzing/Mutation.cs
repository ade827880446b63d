using System.Text;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Core.Tests.Fuzzing;

/// <summary>Damages an answer in one of many ways. The choices are random, and repeatable by a seed.</summary>
internal static class Mutation
{
    private static readonly string[] OddValues =
    [
        "null", "true", "false", "0", "-1", "1.5", "\"\"", "\"Y\"", "\"N\"", "\"5\"", "[]", "{}", "[[]]", "[null]", "{\"\":null}",
        "1e400", "-1e400", "1e-400", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "253402300800", "-62135596801",
        "123456789012345678901234567890123456789012345678901234567890", "\"1e400\"", "\"9999999999999999999\"", "\"NaN\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
        "{\"\\ud800\":1}", "\"\\u0000\"", "\"0000-00-00\"", "\"9999-12-31T23:59:59+99:99\"", "\"http://[\"", "\"chat\"", "\"\u202e\"",
    ];

    private static readonly byte[][] BrokenUtf8 = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF]];

    public static byte[] Apply(byte[] body, byte[][] others, Random chance) => chance.Next(10) switch
    {
        0 => body[..chance.Next(body.Length + 1)],
        1 => Flipped(body, chance),
        2 => Inserted(body, BrokenUtf8[chance.Next(BrokenUtf8.Length)], chance),
        3 => Inserted(body, Nest(chance), chance),
        4 => Spliced(body, others[chance.Next(others.Length)], chance),
        5 => HugeNumbers(body, chance),
        6 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        _ => Restructured(body, chance),
    };

    private static byte[] Flipped(byte[] body, Random chance)
    {
        byte[] copy = [.. body];
        for (int count = chance.Next(1, 9); count > 0 && copy.Length > 0; count--)
        {
            copy[chance.Next(copy.Length)] ^= (byte)(1 << chance.Next(8));
        }

        return copy;
    }

    private static byte[] Inserted(byte[] body, byte[] what, Random chance)
    {
        int at = chance.Next(body.Length + 1);
        return [.. body[..at], .. what, .. body[at..]];
    }

    private static byte[] Spliced(byte[] body, byte[] other, Random chance) =>
        [.. body[..chance.Next(body.Length + 1)], .. other[chance.Next(other.Length + 1)..]];

    /// <summary>Ten levels, a few hundred near the reader's limit, or far more than any stack allows.</summary>
    private static byte[] Nest(Random chance)
    {
        int depth = chance.Next(3) switch { 0 => chance.Next(1, 12), 1 => chance.Next(240, 270), _ => chance.Next(1000, 60_000) };
        bool isObject = chance.Next(2) == 0;
        bool isClosed = chance.Next(2) == 0;
        StringBuilder text = new(depth * 6);
        text.Insert(0, isObject ? "{\"a\":" : "[", depth).Append('1');
        if (isClosed)
        {
            text.Append(isObject ? '}' : ']', depth);
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] HugeNumbers(byte[] body, Random chance)
    {
        StringBuilder text = new();
        foreach (char character in Encoding.UTF8.GetString(body))
        {
            text.Append(character);
            if (char.IsAsciiDigit(character) && chance.Next(12) == 0)
            {
                text.Append('9', chance.Next(1, 400));
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Valid JSON, with one to four values replaced, removed, or wrapped, or with changed or repeated names.</summary>
    private static byte[] Restructured(byte[] body, Random chance)
    {
        string text = Encoding.UTF8.GetString(body);
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return Flipped(body, chance);
        }

        // Unusual values are inserted as placeholders and replaced in the text afterward, because a node can't contain most of them.
        List<string> odd = [];
        for (int count = chance.Next(1, 5); count > 0; count--)
        {
            List<JsonNode> places = [];
            Collect(root, places);
            if (places.Count == 0)
            {
                break;
            }

            Change(places[chance.Next(places.Count)], odd, chance);
        }

        string result = root?.ToJsonString() ?? "null";
        for (int index = 0; index < odd.Count; index++)
        {
            result = result.Replace($"\"@@{index}@@\"", odd[index], StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(result);
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is null)
        {
            return;
        }

        if (node.Parent is not null)
        {
            places.Add(node);
        }

        foreach (JsonNode? child in node switch { JsonObject map => map.Select(pair => pair.Value), JsonArray list => list, _ => [] })
        {
            Collect(child, places);
        }
    }

    private static void Change(JsonNode node, List<string> odd, Random chance)
    {
        JsonNode parent = node.Parent!;
        string value = chance.Next(4) switch
        {
            0 => $"[{node.ToJsonString()}]",
            1 => $"{{\"result\":{node.ToJsonString()},\"RESULT\":1,\"id\":[1],\"id\":\"2\"}}",
            _ => OddValues[chance.Next(OddValues.Length)],
        };
        JsonValue mark = JsonValue.Create($"@@{odd.Count}@@");
        odd.Add(value);
        if (parent is JsonArray list)
        {
            list[list.IndexOf(node)] = mark;
            return;
        }

        JsonObject map = (JsonObject)parent;
        string name = node.GetPropertyName();
        switch (chance.Next(8))
        {
            case 0:
                map.Remove(name);
                break;
            case 1:
                map.Remove(name);
                map[name.ToUpperInvariant()] = mark;
                break;
            default:
                map[name] = mark;
                break;
        }
    }
}
