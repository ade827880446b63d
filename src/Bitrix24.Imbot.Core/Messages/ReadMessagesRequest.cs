using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.read</c>: marks a chat as read, completely or up to a message.</summary>
public sealed class ReadMessagesRequest : BotRequest<ReadCounters>
{
    private readonly string dialogId;
    private readonly long? messageId;

    /// <summary>Creates a request.</summary>
    /// <param name="botId">The bot that reads.</param>
    /// <param name="dialogId">The dialog.</param>
    /// <param name="messageId">The last message to mark as read; null for the whole dialog.</param>
    public ReadMessagesRequest(long botId, string dialogId, long? messageId = null)
        : base(ApiMethods.ChatMessageRead, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.messageId = messageId;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters.AddUnlessNull("messageId", messageId);
    }

    /// <inheritdoc />
    public override ReadCounters ReadResult(JsonElement result) => new(result, dialogId);
}
