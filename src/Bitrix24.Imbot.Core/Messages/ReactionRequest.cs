using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>A request that changes the bot's reactions to a message.</summary>
public abstract class ReactionRequest : BotAction
{
    private protected ReactionRequest(ApiMethod method, long botId, long messageId, string reaction)
        : base(method, botId, new JsonMap { ["messageId"] = messageId, ["reaction"] = reaction })
    {
    }
}
