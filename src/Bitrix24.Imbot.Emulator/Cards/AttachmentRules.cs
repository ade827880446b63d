using System.Security.Cryptography;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Cards;

/// <summary>
/// Checks an attachment and converts it to the form that a portal stores (docs/portal/cards.md, "Attachment",
/// tests/Facts/oracle/attachments.json).
/// </summary>
internal static class AttachmentRules
{
    /// <summary>
    /// Returns the attachment with its usable blocks. If it isn't <paramref name="required"/>, an unusable attachment is null instead of an error.
    /// </summary>
    public static JsonObject? Accept(JsonNode? value, DateTimeOffset now, bool required)
    {
        JsonNode? structure = PhpValue.IsString(value) ? JsText.Parse(value!.GetValue<string>()) : value;
        JsonObject? attachment = PhpValue.AsMap(structure) is JsonObject map ? Build(WithoutEscapes(map)!.AsObject(), now) : null;
        bool isTooLong = attachment is not null && PhpJson.Length(attachment) >= CardStyle.MaxJsonLength;
        RestException.ThrowIf(required && attachment is null, "PARAM_ATTACH_ERROR", "Incorrect attach params");
        RestException.ThrowIf(required && isTooLong, "PARAM_ATTACH_ERROR", "You have exceeded the maximum allowable size of attach");
        return isTooLong ? null : attachment;
    }

    /// <summary>The portal replaces these two-character sequences after it has decoded the JSON, which damages Windows paths.</summary>
    private static JsonNode? WithoutEscapes(JsonNode? value) => PhpValue.ReplaceTexts(
        value, text => text.Replace("\\n", "\n").Replace("\\t", "\t").Replace("\\\"", "\"").Replace("\\\\", "\\"));

    private static JsonObject? Build(JsonObject structure, DateTimeOffset now)
    {
        bool isFull = structure["BLOCKS"] is not null;
        FieldMap frame = new(isFull ? structure : []);
        JsonObject attachment = new()
        {
            ["ID"] = now.ToUnixTimeSeconds(),
            ["BLOCKS"] = new JsonArray(),
            ["DESCRIPTION"] = PhpText.Trim(PhpText.WithoutLineBreaks(PhpText.Argument(frame["DESCRIPTION"]))),
            ["COLOR"] = Color(frame["COLOR"]),
            ["COLOR_TOKEN"] = CardStyle.Token(frame["COLOR_TOKEN"]),
        };
        JsonArray blocks = attachment["BLOCKS"]!.AsArray();
        foreach (JsonNode? block in PhpValue.Items(isFull ? structure["BLOCKS"] : structure))
        {
            foreach ((string kind, JsonNode content) in AttachmentBlocks.Build(FieldMap.From(block), attachment))
            {
                blocks.Add((JsonNode)new JsonObject { [kind] = content });
            }
        }

        return blocks.Count > 0 ? attachment : null;
    }

    /// <summary>Without a color, the portal chooses a random one.</summary>
    private static string Color(JsonNode? value) => PhpText.IsLooselyEqual(value, "TRANSPARENT") ? "transparent"
        : CardStyle.IsColor(value) ? PhpText.Argument(value)
        : ColorTable.GetDefault(RandomNumberGenerator.GetInt32(int.MaxValue));
}
