using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.get</c>: a chat. For a user ID, it creates the private dialog if necessary (docs/portal/chats.md, "Dialog ID").
/// </summary>
public sealed class GetChatRequest(long botId, string dialogId)
    : BotRequest<Chat>(ApiMethods.ChatGet, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId) })
{
    /// <inheritdoc />
    public override Chat ReadResult(JsonElement result) => new(ExpectedResult.Object(result.Member("chat"), "chat", Method));

    /// <inheritdoc />
    internal override Chat ReadResult(JsonElement result, SeenMessages seen, long newestBefore)
    {
        Chat chat = ReadResult(result);
        seen.See(chat.LastMessageId);
        return chat;
    }
}
