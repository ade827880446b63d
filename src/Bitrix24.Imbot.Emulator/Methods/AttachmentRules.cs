using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>What of an attachment is kept (server-behaviour 6.1; entities, Attachment).</summary>
internal static class AttachmentRules
{
    private const int MaxJsonLength = 60_000;

    /// <summary>The attachment with its usable blocks. Without <paramref name="required"/> an unusable one is null and no error (6.3).</summary>
    /// <exception cref="RestException">PARAM_ATTACH_ERROR: no usable block, or 60,000 characters and more of JSON.</exception>
    public static JsonObject? Accept(JsonNode? value, bool required)
    {
        JsonNode? structure = JsonText.Structure(value);
        FieldMap fields = new(structure as JsonObject ?? []);
        JsonNode? blocks = fields["BLOCKS"] ?? (structure is JsonArray ? structure : null);
        JsonArray usable = [.. PhpValue.Items(blocks).SelectMany(Blocks)];
        JsonObject attachment = new()
        {
            ["ID"] = 1,
            ["BLOCKS"] = usable,
            ["DESCRIPTION"] = fields.Text("DESCRIPTION") ?? "",
            ["COLOR"] = fields.Text("COLOR") ?? "transparent",
            ["COLOR_TOKEN"] = fields.Text("COLOR_TOKEN") is "primary" or "secondary" or "alert" ? fields.Text("COLOR_TOKEN") : "base",
        };
        if (usable.Count == 0)
        {
            return required ? throw new RestException("PARAM_ATTACH_ERROR", "Incorrect attach params") : null;
        }

        if (attachment.ToJsonString().Length >= MaxJsonLength)
        {
            return required
                ? throw new RestException("PARAM_ATTACH_ERROR", "You have exceeded the maximum allowable size of attach")
                : null;
        }

        return attachment;
    }

    private static IEnumerable<JsonNode?> Blocks(JsonNode? block)
    {
        foreach (KeyValuePair<string, JsonNode?> pair in block as JsonObject ?? [])
        {
            JsonNode? kept = pair.Key switch
            {
                "MESSAGE" => PhpValue.Text(pair.Value) is { Length: > 0 } ? pair.Value!.DeepClone() : null,
                "LINK" => Parts(pair.Value, part => IsLink(part["LINK"])),
                "USER" => Parts(pair.Value, part => PhpValue.Text(part["NAME"]) is { Length: > 0 }),
                "GRID" => Parts(pair.Value, part => part.ContainsKey("NAME") || part.ContainsKey("VALUE")),
                "IMAGE" or "FILE" => Parts(pair.Value, part => IsLink(part["LINK"])),
                "DELIMITER" => PhpValue.IsArray(pair.Value) ? pair.Value!.DeepClone() : null,
                _ => null,
            };
            if (kept is not null)
            {
                yield return new JsonObject { [pair.Key] = kept };
            }
        }
    }

    /// <summary>The usable ones of one part or of a list of parts.</summary>
    private static JsonArray? Parts(JsonNode? value, Func<JsonObject, bool> isUsable)
    {
        JsonObject[] parts = [.. (value is JsonObject single ? [single] : PhpValue.Items(value).OfType<JsonObject>()).Where(isUsable)];
        return parts.Length == 0 ? null : new JsonArray([.. parts.Select(part => part.DeepClone())]);
    }

    private static bool IsLink(JsonNode? value) => PhpValue.Text(value) is string text
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith('/'));
}
