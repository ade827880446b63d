using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>
/// Writes JSON like PHP, which has only one kind of array: an empty map is written as [] (docs/portal/protocol.md, "Empty maps and nulls").
/// </summary>
internal static class PhpJson
{
    /// <summary>Writes non-ASCII characters without escapes.</summary>
    public static JsonSerializerOptions Readable { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver,
    };

    public static byte[] Write(JsonNode node)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = Readable.Encoder, SkipValidation = true }))
        {
            Write(writer, node);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Like mb_strlen() of json_encode() with unescaped Unicode: the number of characters, where a slash counts twice.</summary>
    public static int Length(JsonNode? node) => node switch
    {
        null => "null".Length,
        JsonObject { Count: > 0 } map => 1 + map.Sum(pair => Length(pair.Key) + Length(pair.Value) + 2),
        JsonObject => "[]".Length,
        JsonArray { Count: > 0 } list => 1 + list.Sum(item => Length(item) + 1),
        JsonArray => "[]".Length,
        _ when PhpValue.IsString(node) => Length(node.GetValue<string>()),
        _ => node.ToJsonString().Length,
    };

    private static int Length(string text) => 2 + text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        '"' or '\\' or '/' or '\b' or '\f' or '\n' or '\r' or '\t' => 2,
        < 0x20 or 0x2028 or 0x2029 => @"\u0000".Length,
        _ => 1,
    });

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject { Count: > 0 } map:
                writer.WriteStartObject();
                foreach ((string name, JsonNode? value) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonObject:
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (JsonNode? item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                node.WriteTo(writer, Readable);
                break;
        }
    }
}
