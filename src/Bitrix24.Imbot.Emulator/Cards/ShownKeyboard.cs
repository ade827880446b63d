namespace Bitrix24.Imbot.Emulator.Cards;

/// <summary>
/// The buttons of a message as a client shows them. Command.answer stores a keyboard as sent, so it can be an object with BUTTONS, or JSON text
/// (docs/portal/commands.md, "Answer a command").
/// </summary>
internal static class ShownKeyboard
{
    public static IReadOnlyList<FieldMap> GetButtons(Message message)
    {
        JsonNode? structure = JsText.Structure(message.Params["KEYBOARD"]);
        JsonNode? buttons = structure is JsonObject map && map["BUTTONS"] is JsonNode inner ? JsText.Structure(inner) : structure;
        return [.. PhpValue.Items(buttons).Select(button => new FieldMap(button as JsonObject ?? []))];
    }

    /// <summary>The ID of a command button's bot: BOT_ID, or the author of the message.</summary>
    public static int GetBotId(Message message, FieldMap button) =>
        PhpValue.Integer(button["BOT_ID"]) is int botId and > 0 ? botId : message.AuthorId;
}
