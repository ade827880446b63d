using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.getContext</c>: the messages around a message. Only for supervisor and personal bots.</summary>
public sealed class GetMessageContextRequest : BotRequest<MessageContext>
{
    /// <summary>Maximum number of messages on each side. The portal reduces larger values without an error.</summary>
    public const int MaxRange = 50;

    private readonly long messageId;
    private readonly int range;

    /// <summary>Creates a request.</summary>
    /// <param name="botId">The bot that makes the request.</param>
    /// <param name="messageId">The message in the middle.</param>
    /// <param name="range">Number of messages on each side, 1 to 50.</param>
    public GetMessageContextRequest(long botId, long messageId, int range = MaxRange)
        : base(ApiMethods.ChatMessageGetContext, botId)
    {
        this.messageId = messageId;
        this.range = range;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["messageId"] = messageId;
        parameters["range"] = range;
    }

    /// <inheritdoc />
    public override MessageContext ReadResult(JsonElement result) => new(result, Method);
}
