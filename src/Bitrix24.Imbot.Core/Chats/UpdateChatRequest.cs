using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.update</c>: changes the title, description, color, and image of a group chat. Only the owner of the chat can do this.
/// </summary>
public sealed class UpdateChatRequest(long botId, string dialogId, ChatProperties properties)
    : BotAction(ApiMethods.ChatUpdate, botId, new JsonMap { ["dialogId"] = DialogId.Require(dialogId), ["fields"] = properties.ToFields() });
