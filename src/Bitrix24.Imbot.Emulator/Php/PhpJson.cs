using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>JSON as PHP writes it, which has one kind of array: an empty map is written as [] (server-behaviour 2).</summary>
internal static class PhpJson
{
    public static byte[] Write(JsonNode node)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = HttpAnswer.Readable.Encoder, SkipValidation = true }))
        {
            Write(writer, node);
        }

        return buffer.WrittenSpan.ToArray();
    }

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
                node.WriteTo(writer, HttpAnswer.Readable);
                break;
        }
    }
}
