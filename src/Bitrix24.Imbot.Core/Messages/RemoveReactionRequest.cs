using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary><c>imbot.v2.Chat.Message.Reaction.delete</c>: removes a reaction.</summary>
public sealed class RemoveReactionRequest(long botId, long messageId, string reaction)
    : ReactionRequest(ApiMethods.ChatMessageReactionDelete, botId, messageId, reaction);
