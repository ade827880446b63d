using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The method imbot.v2.Command.answer (docs/portal/commands.md, "Answer a command").</summary>
internal static class CommandAnswering
{
    /// <summary>
    /// Sends to the chat of the message and ignores <c>dialogId</c>. In a group chat, if the last command is more than ten minutes old, the result is
    /// true although nothing is sent. The ID of the new message isn't returned.
    /// </summary>
    public static JsonNode Answer(RestCall call)
    {
        Bot bot = call.OwnedBot();
        int commandId = call.Parameters.Integer("commandId");
        int messageId = call.Parameters.Integer("messageId");
        call.Parameters.String("dialogId");
        FieldMap fields = call.Parameters.MapOrEmpty("fields");
        CommandMethods.RequireCommand(call, bot, commandId);
        Message called = call.Portal.MessageById(messageId) ?? throw Failed();
        Chat chat = call.Portal.ChatById(called.ChatId)!;

        // In a private chat with the bot, the portal checks whether the bot may answer itself, which is always allowed.
        bool isPrivateDialog = chat.Type == ChatType.Private && chat.HasMember(bot.Id) && called.AuthorId != bot.Id;
        if (isPrivateDialog || call.Portal.Events.MayAnswerCommands(bot.Id, chat.Id))
        {
            Send(call.Portal, bot, chat, fields);
        }

        return RestCall.Done;
    }

    private static void Send(Portal portal, Bot bot, Chat chat, FieldMap fields)
    {
        string text = MessageText.Prepare(fields.Text("message") ?? "");
        JsonObject parameters = [];

        // They are stored as sent.
        foreach (string name in (ReadOnlySpan<string>)["attach", "keyboard", "menu"])
        {
            if (PhpValue.IsTrue(fields[name]))
            {
                parameters[name.ToUpperInvariant()] = fields[name]!.DeepClone();
            }
        }

        if (text.Length == 0 && !parameters.ContainsKey("ATTACH"))
        {
            throw Failed();
        }

        bool isSystem = fields.Flag("system", false) || !chat.HasMember(bot.Id);
        MessageStore.Add(portal, chat, new MessageDraft(bot.Id, isSystem ? $"[b]{bot.User.Name}[/b]:\n{text}" : text)
        {
            IsSystem = isSystem,
            IsUrlPreviewed = fields.Flag("urlPreview", true),
            SkipsCommands = true,
            Params = parameters,
        });
    }

    private static RestException Failed() => new("COMMAND_ANSWER_FAILED", "Failed to send command answer");
}
