using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// <c>imbot.v2.Chat.Message.delete</c>: deletes a message. If the bot isn't allowed to, the portal answers true and does nothing
/// (docs/portal/messages.md, "Delete").
/// </summary>
public sealed class DeleteMessageRequest(long botId, long messageId, bool isComplete)
    : BotAction(ApiMethods.ChatMessageDelete, botId, new JsonMap { ["messageId"] = messageId, ["complete"] = isComplete });
