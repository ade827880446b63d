using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.leave</c>: the bot leaves a group chat.</summary>
public sealed class LeaveChatRequest(long botId, string dialogId)
    : BotAction(ApiMethods.ChatLeave, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId) });
