using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.User.delete</c>: removes a user from a group chat. The portal also answers true if the user is not a member.</summary>
public sealed class RemoveChatUserRequest : BotAction
{
    private readonly string dialogId;
    private readonly long userId;

    /// <summary>Creates a request.</summary>
    public RemoveChatUserRequest(long botId, string dialogId, long userId)
        : base(ApiMethods.ChatUserDelete, botId)
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
