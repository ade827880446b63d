using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.User.add</c>: adds users to a group chat. The portal always answers true (docs/portal/chats.md, "Members").</summary>
public sealed class AddChatUsersRequest(long botId, string dialogId, IReadOnlyCollection<long> userIds)
    : BotAction(ApiMethods.ChatUserAdd, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId), ["userIds"] = userIds });
