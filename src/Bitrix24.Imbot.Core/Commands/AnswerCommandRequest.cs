using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Commands;

/// <summary>
/// <c>imbot.v2.Command.answer</c>: answers a slash command, also in a chat that the bot isn't in. In a group chat, more than ten minutes after the last
/// command there, the portal answers success and sends nothing. It never returns the ID of the answer (docs/portal/commands.md, "Answer a command").
/// </summary>
public sealed class AnswerCommandRequest : BotAction
{
    private readonly long commandId;
    private readonly long messageId;
    private readonly string dialogId;
    private readonly string? text;
    private readonly Attachment? attachment;
    private readonly Keyboard? keyboard;

    /// <summary>Makes a request.</summary>
    /// <param name="botId">The bot whose command it is.</param>
    /// <param name="commandId">The command.</param>
    /// <param name="messageId">The message that called it; the answer goes to its chat.</param>
    /// <param name="dialogId">The dialog of that message; the portal demands it and goes by the message.</param>
    /// <param name="text">The answer, 1 to 20,000 characters. Null or empty only where there is an attachment.</param>
    /// <param name="attachment">What hangs under the text; null for nothing.</param>
    /// <param name="keyboard">Buttons under the answer; null for none.</param>
    /// <exception cref="Errors.B24Exception">
    /// <see cref="Errors.ChatErrors.DialogIdInvalid"/>, <see cref="Errors.MessageErrors.MessageEmpty"/>, <see cref="Errors.MessageErrors.MessageTooLong"/>,
    /// <see cref="Errors.ContentErrors.KeyboardTooLarge"/>.
    /// </exception>
    public AnswerCommandRequest(
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

    /// <summary>Sends a system message; the portal puts the bot's name before it.</summary>
    public bool System { get; init; }

    /// <summary>Whether the portal may add a preview of the first link.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>Attachment and keyboard go in their whole forms: the portal passes them on as they are.</summary>
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
