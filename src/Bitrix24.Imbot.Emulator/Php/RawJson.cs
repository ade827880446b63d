using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>A part of an answer that is already written as JSON.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record RawJson(byte[] Utf8)
{
    public JsonNode ToNode() => JsonValue.Create(this)!;

    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8, skipInputValidation: true);
    }
}
