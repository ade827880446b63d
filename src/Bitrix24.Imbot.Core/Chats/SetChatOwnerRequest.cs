using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.setOwner</c>: changes the owner of a chat. The portal doesn't check whether the user exists or is a member
/// (docs/portal/chats.md, "Owner").
/// </summary>
public sealed class SetChatOwnerRequest(long botId, string dialogId, long userId)
    : BotAction(ApiMethods.ChatSetOwner, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId), ["userId"] = userId });
