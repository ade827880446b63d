using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.User.delete</c>: removes a user from a group chat. The portal also answers true if the user is not a member.</summary>
public sealed class RemoveChatUserRequest(long botId, string dialogId, long userId)
    : BotAction(ApiMethods.ChatUserDelete, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId), ["userId"] = userId });
