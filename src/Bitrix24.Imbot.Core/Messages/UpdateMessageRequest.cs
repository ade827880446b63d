using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// <c>imbot.v2.Chat.Message.update</c>: changes a message of the bot. Omitted values stay unchanged. Bots have no time limit
/// (docs/portal/messages.md, "Update").
/// </summary>
public sealed class UpdateMessageRequest : BotAction
{
    private const string None = "N";

    private readonly long messageId;
    private readonly MessageChange change;

    /// <summary>Creates a request. A change that has no effect, or that would delete the message, is rejected here.</summary>
    /// <param name="botId">The bot that wrote the message.</param>
    /// <param name="messageId">The message.</param>
    /// <param name="change">The changes.</param>
    /// <exception cref="B24Exception">
    /// <see cref="MessageErrors.MessageChangeMissing"/>, <see cref="MessageErrors.MessageWouldBeDeleted"/>, <see cref="MessageErrors.MessageTooLong"/>,
    /// <see cref="ContentErrors.KeyboardTooLarge"/>.
    /// </exception>
    public UpdateMessageRequest(long botId, long messageId, MessageChange change)
        : base(ApiMethods.ChatMessageUpdate, botId)
    {
        this.messageId = messageId;
        this.change = change;
        RequireChange();
        RequireText();
        change.Keyboard?.RequireSize(botId);
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["messageId"] = messageId;
        parameters["fields"] = new JsonMap()
            .AddUnlessNull("message", change.Text)
            .AddUnlessNull("attach", change.Attachment?.ToMap())
            .AddUnlessNull("keyboard", change.RemovesKeyboard ? None : change.Keyboard?.ToMap(BotId))
            .AddUnlessNull("urlPreview", change.UrlPreview is null ? null : change.UrlPreview.Value ? "Y" : None);
    }

    private void RequireChange()
    {
        if (change is { Text: null, Attachment: null, Keyboard: null, RemovesKeyboard: false, UrlPreview: null })
        {
            throw MessageErrors.MessageChangeMissing.With($"No changes were specified for message {messageId}.");
        }
    }

    /// <summary>The portal deletes a message without text, files, attachment, and keyboard. Its files are not known here.</summary>
    private void RequireText()
    {
        if (change.Text is null)
        {
            return;
        }

        if (!string.IsNullOrWhiteSpace(change.Text))
        {
            MessageText.Require(change.Text);
        }
        else if (change.Attachment is null && (change.Keyboard is null || change.RemovesKeyboard))
        {
            throw MessageErrors.MessageWouldBeDeleted.With($"An empty text could delete message {messageId}.");
        }
    }
}
