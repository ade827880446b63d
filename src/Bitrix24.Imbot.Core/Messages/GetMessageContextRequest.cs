using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.getContext</c>: the messages around a message. Only for supervisor and personal bots.</summary>
/// <param name="botId">The bot that makes the request.</param>
/// <param name="messageId">The message in the middle.</param>
/// <param name="range">Number of messages on each side, 1 to 50.</param>
public sealed class GetMessageContextRequest(long botId, long messageId, int range = GetMessageContextRequest.MaxRange)
    : BotRequest<MessageContext>(ApiMethods.ChatMessageGetContext, botId, new JsonMap { ["messageId"] = messageId, ["range"] = range })
{
    /// <summary>Maximum number of messages on each side. The portal reduces larger values without an error.</summary>
    public const int MaxRange = 50;

    /// <inheritdoc />
    public override MessageContext ReadResult(JsonElement result) => new(result, Method);
}
