using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary>
/// <c>imbot.v2.Command.answer</c>: answers a slash command, even in a chat that the bot isn't a member of. In a group chat, more than ten minutes
/// after the last command there, the portal reports success but sends nothing. It never returns the ID of the answer
/// (docs/portal/commands.md, "Answer a command").
/// </summary>
public sealed class AnswerSlashCommandRequest : BotAction
{
    private readonly long commandId;
    private readonly long messageId;
    private readonly string dialogId;
    private readonly string? text;
    private readonly Attachment? attachment;
    private readonly Keyboard? keyboard;

    /// <summary>Creates a request.</summary>
    /// <param name="botId">The bot that owns the command.</param>
    /// <param name="commandId">The command.</param>
    /// <param name="messageId">The message that called the command. The answer is sent to its chat.</param>
    /// <param name="dialogId">The dialog of that message. The portal requires it, but uses the message.</param>
    /// <param name="text">The answer, 1 to 20,000 characters. Can be null or empty only with an attachment.</param>
    /// <param name="attachment">An attachment below the text; null for none.</param>
    /// <param name="keyboard">Buttons below the answer; null for none.</param>
    /// <exception cref="Errors.B24Exception">
    /// <see cref="Errors.ChatErrors.DialogIdInvalid"/>, <see cref="Errors.MessageErrors.MessageEmpty"/>, <see cref="Errors.MessageErrors.MessageTooLong"/>,
    /// <see cref="Errors.ContentErrors.KeyboardTooLarge"/>.
    /// </exception>
    public AnswerSlashCommandRequest(
        long botId,
        long commandId,
        long messageId,
        string dialogId,
        string? text,
        Attachment? attachment = null,
        Keyboard? keyboard = null)
        : base(ApiMethods.CommandAnswer, botId)
    {
        this.commandId = commandId;
        this.messageId = messageId;
        this.dialogId = DialogId.Require(dialogId);
        this.text = attachment is not null && string.IsNullOrWhiteSpace(text) ? null : MessageText.Require(text);
        this.attachment = attachment;
        keyboard?.RequireSize(botId);
        this.keyboard = keyboard;
    }

    /// <summary>Sends a system message. The portal adds the bot's name.</summary>
    public bool System { get; init; }

    /// <summary>Whether the portal adds a preview of the first link.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>The attachment and the keyboard are sent in their full form, because the portal forwards them unchanged.</summary>
    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["commandId"] = commandId;
        parameters["messageId"] = messageId;
        parameters["dialogId"] = dialogId;
        parameters["fields"] = new JsonMap()
            .AddUnlessNull("message", text)
            .AddUnlessNull("attach", attachment?.ToMap())
            .AddUnlessNull("keyboard", keyboard?.ToMap(BotId))
            .AddUnlessNull("system", System ? true : null)
            .AddUnlessNull("urlPreview", UrlPreview ? null : false);
    }
}
