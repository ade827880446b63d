using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.setOwner</c>: a new owner. The portal does not check that the user exists or is in the chat (docs/portal/chats.md, "Owner").</summary>
public sealed class SetChatOwnerRequest : BotAction
{
    private readonly string dialogId;
    private readonly long userId;

    /// <summary>Makes a request.</summary>
    public SetChatOwnerRequest(long botId, string dialogId, long userId)
        : base(ApiMethods.ChatSetOwner, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.userId = userId;
    }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters["userId"] = userId;
    }
}
