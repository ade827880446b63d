using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.TextField.enabled</c>: enables or disables the text field of a chat.</summary>
public sealed class SetTextFieldRequest(long botId, string dialogId, bool isEnabled)
    : BotAction(ApiMethods.ChatTextFieldEnabled, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId), ["enabled"] = isEnabled });
