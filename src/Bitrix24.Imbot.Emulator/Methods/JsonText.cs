using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>A structure that may also come as JSON text: attachments and keyboards.</summary>
internal static class JsonText
{
    /// <summary>The structure; null for text that is no JSON.</summary>
    public static JsonNode? Structure(JsonNode? value)
    {
        if (!PhpValue.IsString(value))
        {
            return value;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(value!.GetValue<string>());
            return PhpValue.FromJson(document.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
