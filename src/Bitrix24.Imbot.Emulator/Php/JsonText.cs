using System.Text.Json;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>Reads a structure that can arrive as JSON text.</summary>
internal static class JsonText
{
    /// <summary>Parses a text with json_decode(), or with the lenient reader if that fails. Any other value is returned unchanged.</summary>
    public static JsonNode? Structure(JsonNode? value)
    {
        if (!PhpValue.IsString(value))
        {
            return value;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(value!.GetValue<string>());
            return PhpValue.FromJson(document.RootElement) ?? JsText.Parse(value.GetValue<string>());
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return JsText.Parse(value!.GetValue<string>());
        }
    }
}
