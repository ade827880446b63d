using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.User.delete</c>: takes a user out of a group chat; the answer is yes also where the user was not in it.</summary>
public sealed class RemoveChatUserRequest : BotAction
{
    private readonly string dialogId;
    private readonly long userId;

    /// <summary>Makes a request.</summary>
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
