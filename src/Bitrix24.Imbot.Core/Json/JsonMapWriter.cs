using System.Collections;
using System.Text.Encodings.Web;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Json;

/// <summary>Writes a <see cref="JsonMap"/> as UTF-8.</summary>
internal static class JsonMapWriter
{
    /// <summary>The nesting that PHP's own limit allows. No request of this API is deeper.</summary>
    public const int MaxNesting = 64;

    private static readonly JsonWriterOptions Options = new()
    {
        // A JSON parser reads the body and no page contains it, so characters of all languages can remain unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The map as a JSON document, including its secrets.</summary>
    public static byte[] Write(JsonMap map)
    {
        using MemoryStream buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            WriteMap(writer, map, 1);
        }

        return buffer.ToArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, JsonMap map, int depth)
    {
        RequireDepth(depth);
        writer.WriteStartObject();
        foreach (KeyValuePair<string, object?> member in map)
        {
            writer.WritePropertyName(member.Key);
            WriteValue(writer, member.Value, depth);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, int depth)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case Secret secret:
                writer.WriteStringValue(secret.Reveal());
                break;
            case Base64Content content:
                writer.WriteStringValue(content.Placeholder);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case JsonMap map:
                WriteMap(writer, map, depth + 1);
                break;
            case IEnumerable list:
                WriteList(writer, list, depth + 1);
                break;
            default:
                throw PortalErrors.ParameterNotSerializable.With($"A value of type {value.GetType().Name} can't be converted to JSON.");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        RequireDepth(depth);
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            WriteValue(writer, item, depth);
        }

        writer.WriteEndArray();
    }

    private static void RequireDepth(int depth)
    {
        if (depth > MaxNesting)
        {
            throw PortalErrors.ParameterCyclic.With($"The parameters are nested deeper than {MaxNesting} levels.");
        }
    }
}
