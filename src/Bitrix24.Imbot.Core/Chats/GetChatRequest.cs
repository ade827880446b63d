using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.get</c>: a chat. For a user ID, it creates the private dialog if necessary (docs/portal/chats.md, "Dialog ID").
/// </summary>
public sealed class GetChatRequest : BotRequest<Chat>
{
    private readonly string dialogId;

    /// <summary>Creates a request.</summary>
    public GetChatRequest(long botId, string dialogId)
        : base(ApiMethods.ChatGet, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
    }

    private protected override void AddParameters(JsonMap parameters) => parameters["dialogId"] = dialogId;

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
