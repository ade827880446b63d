using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.Manager.add</c>: makes users managers of a group chat. The portal always answers true.</summary>
public sealed class AddChatManagersRequest(long botId, string dialogId, IReadOnlyCollection<long> userIds)
    : BotAction(ApiMethods.ChatManagerAdd, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId), ["userIds"] = userIds });
