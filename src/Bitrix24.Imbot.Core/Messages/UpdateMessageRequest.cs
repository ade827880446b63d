using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// <c>imbot.v2.Chat.Message.update</c>: changes a message of the bot. Omitted values stay unchanged. Bots have no time limit
/// (docs/portal/messages.md, "Update"). A change that has no effect, or that would delete the message, is rejected when the request is created.
/// </summary>
/// <param name="botId">The bot that wrote the message.</param>
/// <param name="messageId">The message.</param>
/// <param name="change">The changes.</param>
/// <exception cref="B24Exception">
/// <see cref="MessageErrors.MessageChangeMissing"/>, <see cref="MessageErrors.MessageWouldBeDeleted"/>, <see cref="MessageErrors.MessageTooLong"/>,
/// <see cref="ContentErrors.KeyboardTooLarge"/>.
/// </exception>
public sealed class UpdateMessageRequest(long botId, long messageId, MessageChange change)
    : BotAction(ApiMethods.ChatMessageUpdate, botId, new JsonMap { ["messageId"] = messageId, ["fields"] = FieldsOf(change, botId, messageId) })
{
    private const string None = "N";

    private static JsonMap FieldsOf(MessageChange change, long botId, long messageId)
    {
        if (change is { Text: null, Attachment: null, Keyboard: null, RemovesKeyboard: false, UrlPreview: null })
        {
            throw MessageErrors.MessageChangeMissing.With($"No changes were specified for message {messageId}.");
        }

        if (!string.IsNullOrWhiteSpace(change.Text))
        {
            MessageText.Require(change.Text);
        }
        else if (change is { Text: not null, Attachment: null } and ({ Keyboard: null } or { RemovesKeyboard: true }))
        {
            // The portal deletes a message without text, files, attachment, and keyboard. Its files are not known here.
            throw MessageErrors.MessageWouldBeDeleted.With($"An empty text could delete message {messageId}.");
        }

        change.Keyboard?.RequireSize(botId);
        return new JsonMap()
            .AddUnlessNull("message", change.Text)
            .AddUnlessNull("attach", change.Attachment?.ToMap())
            .AddUnlessNull("keyboard", change.RemovesKeyboard ? None : change.Keyboard?.ToMap(botId))
            .AddUnlessNull("urlPreview", change.UrlPreview is null ? null : change.UrlPreview.Value ? "Y" : None);
    }
}
