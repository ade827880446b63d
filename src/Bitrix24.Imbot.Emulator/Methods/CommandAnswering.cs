using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>imbot.v2.Command.answer (server-behaviour 8).</summary>
internal static class CommandAnswering
{
    /// <summary>
    /// The target is the chat of the message, whatever <c>dialogId</c> says. More than ten minutes after the last command of that dialog the answer
    /// is true all the same and nothing is sent. No id of the new message comes back.
    /// </summary>
    public static JsonNode Answer(RestCall call)
    {
        Bot bot = call.OwnedBot();
        int commandId = call.Parameters.Integer("commandId");
        int messageId = call.Parameters.Integer("messageId");
        call.Parameters.String("dialogId");
        FieldMap fields = call.Parameters.OptionalMap("fields");
        CommandMethods.Owned(call, bot, commandId);
        Message called = call.Portal.MessageById(messageId) ?? throw Failed();
        if (call.Portal.CommandWindows.IsOpen(bot.Id, called.ChatId))
        {
            Send(call.Portal, bot, call.Portal.ChatById(called.ChatId)!, fields);
        }

        return new JsonObject { ["result"] = true };
    }

    private static void Send(Portal portal, Bot bot, Chat chat, FieldMap fields)
    {
        string text = MessageStore.Prepared(fields.Text("message") ?? "");
        JsonObject parameters = [];
        Take(fields, "attach", "ATTACH", parameters);
        Take(fields, "keyboard", "KEYBOARD", parameters);
        Take(fields, "menu", "MENU", parameters);
        if (text.Length == 0 && !parameters.ContainsKey("ATTACH"))
        {
            throw Failed();
        }

        bool isSystem = fields.Flag("system", false) || !chat.HasMember(bot.Id);
        MessageStore.Add(portal, chat, new MessageDraft
        {
            AuthorId = bot.Id,
            Text = isSystem ? $"[b]{bot.User.Name}[/b]:\n{text}" : text,
            IsSystem = isSystem,
            IsUrlPreviewed = fields.Flag("urlPreview", true),
            Params = parameters,
        });
    }

    /// <summary>Attachment and keyboard are passed on unprepared.</summary>
    private static void Take(FieldMap fields, string name, string parameter, JsonObject parameters)
    {
        if (PhpValue.IsTrue(fields[name]))
        {
            parameters[parameter] = fields[name]!.DeepClone();
        }
    }

    private static RestException Failed() => new("COMMAND_ANSWER_FAILED", "Failed to send command answer");
}
