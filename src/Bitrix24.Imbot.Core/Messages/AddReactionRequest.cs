using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// <c>imbot.v2.Chat.Message.Reaction.add</c>: adds a reaction to a message and keeps the bot's other reactions. Succeeds if the reaction is already
/// set.
/// </summary>
public sealed class AddReactionRequest : BotAction
{
    private readonly long messageId;
    private readonly string reaction;

    /// <summary>Creates a request.</summary>
    public AddReactionRequest(long botId, long messageId, string reaction)
        : base(ApiMethods.ChatMessageReactionAdd, botId)
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
