using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// <c>imbot.v2.Chat.Message.delete</c>: deletes a message. If the bot isn't allowed to, the portal answers true and does nothing
/// (docs/portal/messages.md, "Delete").
/// </summary>
public sealed class DeleteMessageRequest : BotAction
{
    private readonly long messageId;
    private readonly bool isComplete;

    /// <summary>Creates a request.</summary>
    public DeleteMessageRequest(long botId, long messageId, bool isComplete)
        : base(ApiMethods.ChatMessageDelete, botId)
    {
        this.messageId = messageId;
        this.isComplete = isComplete;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["messageId"] = messageId;
        parameters["complete"] = isComplete;
    }
}
