using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Cards;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>Updates the message that Message.update specifies (docs/portal/messages.md, "Update").</summary>
internal static class MessageEditing
{
    public static void Update(Portal portal, Bot bot, Message message, FieldMap fields)
    {
        bool isOwn = message.AuthorId == bot.Id || portal.ChatById(message.ChatId)!.IsOpenLine;
        RestException.ThrowIf(!isOwn || message.IsDeleted || message.ForwardedFrom is not null, "MESSAGE_ACCESS_DENIED");
        JsonArray? keyboard = KeyboardRules.AcceptUpdate(fields["KEYBOARD"]);
        if (fields.Has("ATTACH"))
        {
            // Only the full form is accepted; any other value removes the attachment.
            JsonNode? structure = PhpValue.IsString(fields["ATTACH"]) ? JsText.Parse(fields.Text("ATTACH")!) : fields["ATTACH"];
            JsonObject? attachment = structure is JsonObject ? AttachmentRules.Accept(structure, portal.Clock.Now, required: false) : null;
            message.Params.Remove("ATTACH");
            if (attachment is not null)
            {
                message.Params["ATTACH"] = new JsonArray(attachment);
            }
        }

        if (keyboard is not null || PhpValue.Text(fields["KEYBOARD"]) == "N")
        {
            message.Params.Remove("KEYBOARD");
        }

        if (keyboard is not null)
        {
            message.Params["KEYBOARD"] = keyboard;
        }

        message.IsUrlPreviewed = fields.Flag("URL_PREVIEW", message.IsUrlPreviewed);
        string text = MessageText.Prepare(fields.Text("MESSAGE") ?? message.Text);
        if (text.Length == 0 && !new[] { "ATTACH", "KEYBOARD", "FILE_ID" }.Any(message.Params.ContainsKey))
        {
            MessageStore.Remove(portal, message, isComplete: message.ViewedBy.Count == 0);
            return;
        }

        MessageStore.Change(portal, message, text);
    }
}
