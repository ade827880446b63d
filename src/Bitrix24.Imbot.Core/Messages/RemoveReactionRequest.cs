using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.Reaction.delete</c>: removes a reaction.</summary>
public sealed class RemoveReactionRequest : BotAction
{
    private readonly long messageId;
    private readonly string reaction;

    /// <summary>Creates a request.</summary>
    public RemoveReactionRequest(long botId, long messageId, string reaction)
        : base(ApiMethods.ChatMessageReactionDelete, botId)
    {
        this.messageId = messageId;
        this.reaction = reaction;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["messageId"] = messageId;
        parameters["reaction"] = reaction;
    }
}
