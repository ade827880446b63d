using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.Manager.delete</c>: makes managers ordinary members again. The portal always answers true.</summary>
public sealed class RemoveChatManagersRequest(long botId, string dialogId, IReadOnlyCollection<long> userIds)
    : BotAction(ApiMethods.ChatManagerDelete, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId), ["userIds"] = userIds });
