using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.read</c>: marks a chat as read, completely or up to a message.</summary>
/// <param name="botId">The bot that reads.</param>
/// <param name="dialogId">The dialog.</param>
/// <param name="messageId">The last message to mark as read; null for the whole dialog.</param>
public sealed class ReadMessagesRequest(long botId, string dialogId, long? messageId = null)
    : BotRequest<ReadCounters>(ApiMethods.ChatMessageRead, botId)
{
    private readonly string dialogId = DialogId.Require(dialogId);

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters.AddUnlessNull("messageId", messageId);
    }

    /// <inheritdoc />
    public override ReadCounters ReadResult(JsonElement result) => new(result, dialogId);
}
