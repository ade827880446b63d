using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>Message.update after the message is known (server-behaviour 6.3).</summary>
internal static class MessageEditing
{
    /// <exception cref="RestException">MESSAGE_ACCESS_DENIED: somebody else's, removed, or forwarded.</exception>
    public static void Update(Portal portal, Bot bot, Message message, FieldMap fields)
    {
        bool isOwn = message.AuthorId == bot.Id || portal.ChatById(message.ChatId)!.IsOpenLine;
        if (!isOwn || message.IsDeleted || message.ForwardedFrom is not null)
        {
            throw new RestException("MESSAGE_ACCESS_DENIED");
        }

        if (fields.Has("ATTACH"))
        {
            // Only the full form is taken; anything else removes the attachment.
            JsonNode? structure = JsonText.Structure(fields["ATTACH"]);
            Put(message, "ATTACH", structure is JsonObject && AttachmentRules.Accept(structure, required: false) is JsonObject attachment
                ? new JsonArray(attachment)
                : null);
        }

        if (fields.Has("KEYBOARD"))
        {
            Put(message, "KEYBOARD", Keyboard(fields["KEYBOARD"], bot.Id));
        }

        message.IsUrlPreviewed = fields.Flag("URL_PREVIEW", message.IsUrlPreviewed);
        string text = MessageStore.Prepared(fields.Text("MESSAGE") ?? message.Text);
        if (text.Length == 0 && !new[] { "ATTACH", "KEYBOARD", "FILE_ID" }.Any(message.Params.ContainsKey))
        {
            MessageStore.Remove(portal, message, isComplete: message.ViewedBy.Count == 0);
            return;
        }

        MessageStore.Change(portal, message, text);
    }

    private static JsonArray? Keyboard(JsonNode? value, int botId)
    {
        try
        {
            return PhpValue.Text(value) is "" or "N" ? null : KeyboardRules.Accept(value, botId);
        }
        catch (RestException)
        {
            // Nothing is validated in update: an unusable keyboard is none.
            return null;
        }
    }

    private static void Put(Message message, string name, JsonNode? value)
    {
        message.Params.Remove(name);
        if (value is not null)
        {
            message.Params[name] = value;
        }
    }
}
