using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.setOwner</c>: changes the owner of a chat. The portal doesn't check whether the user exists or is a member
/// (docs/portal/chats.md, "Owner").
/// </summary>
public sealed class SetChatOwnerRequest : BotAction
{
    private readonly string dialogId;
    private readonly long userId;

    /// <summary>Creates a request.</summary>
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
