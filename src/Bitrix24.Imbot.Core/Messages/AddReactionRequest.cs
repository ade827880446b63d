using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>
/// <c>imbot.v2.Chat.Message.Reaction.add</c>: adds a reaction to a message and keeps the bot's other reactions. Succeeds if the reaction is already
/// set.
/// </summary>
public sealed class AddReactionRequest(long botId, long messageId, string reaction)
    : ReactionRequest(ApiMethods.ChatMessageReactionAdd, botId, messageId, reaction);
