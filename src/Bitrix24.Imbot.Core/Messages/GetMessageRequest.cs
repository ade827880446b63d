using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.get</c>: a message. Only for supervisor and personal bots; others get <c>BOT_TYPE_NOT_ALLOWED</c>.</summary>
public sealed class GetMessageRequest : BotRequest<Message>
{
    private readonly long messageId;

    /// <summary>Creates a request.</summary>
    public GetMessageRequest(long botId, long messageId)
        : base(ApiMethods.ChatMessageGet, botId)
    {
        this.messageId = messageId;
    }

    private protected override void AddParameters(JsonMap parameters) => parameters["messageId"] = messageId;

    /// <inheritdoc />
    public override Message ReadResult(JsonElement result)
    {
        JsonElement user = result.Member("user");
        return new Message(ExpectedResult.Object(result.Member("message"), "message", Method), author: user.ValueKind == JsonValueKind.Object ? new Users.User(user) : null);
    }
}
