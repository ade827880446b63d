using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.get</c>: a message. Only for supervisor and personal bots; others get <c>BOT_TYPE_NOT_ALLOWED</c>.</summary>
public sealed class GetMessageRequest(long botId, long messageId)
    : BotRequest<Message>(ApiMethods.ChatMessageGet, botId, new JsonMap { ["messageId"] = messageId })
{
    /// <inheritdoc />
    public override Message ReadResult(JsonElement result)
    {
        JsonElement user = result.Member("user");
        return new Message(ExpectedResult.Object(result.Member("message"), "message", Method), author: user.ValueKind == JsonValueKind.Object ? new Users.User(user) : null);
    }
}
