using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>A request that changes the bot's reactions to a message.</summary>
public abstract class ReactionRequest : BotAction
{
    private readonly long messageId;
    private readonly string reaction;

    private protected ReactionRequest(ApiMethod method, long botId, long messageId, string reaction)
        : base(method, botId)
    {
        this.messageId = messageId;
        this.reaction = reaction;
    }

    private protected sealed override void AddParameters(JsonMap parameters)
    {
        parameters["messageId"] = messageId;
        parameters["reaction"] = reaction;
    }
}
