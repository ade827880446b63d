using System.Text.Json;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>A structure that can arrive as JSON text.</summary>
internal static class JsonText
{
    /// <summary>A text by json_decode(), or by the lenient reader where that fails; any other value as it is.</summary>
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
