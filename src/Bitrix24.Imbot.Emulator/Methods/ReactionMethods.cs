using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.Chat.Message.Reaction (docs/portal/messages.md, "Reactions").</summary>
internal static class ReactionMethods
{
    /// <summary>Adds a reaction to the bot's other reactions. Adding the same reaction again is an error.</summary>
    public static JsonNode Add(RestCall call)
    {
        (Bot bot, Message message, string reaction) = Bind(call);
        string name = ReactionTable.Find(reaction) ?? throw new RestException("REACTION_NOT_FOUND");
        return MessageStore.React(call.Portal, message, bot.Id, name, isAdded: true)
            ? RestCall.Done
            : throw new RestException("REACTION_ALREADY_SET");
    }

    public static JsonNode Delete(RestCall call)
    {
        (Bot bot, Message message, string reaction) = Bind(call);
        return ReactionTable.Find(reaction) is string name && MessageStore.React(call.Portal, message, bot.Id, name, isAdded: false)
            ? RestCall.Done
            : throw new RestException("REACTION_NOT_FOUND");
    }

    private static (Bot Bot, Message Message, string Reaction) Bind(RestCall call)
    {
        Bot bot = call.OwnedBot();
        int messageId = call.Parameters.Integer("messageId");
        string reaction = call.Parameters.String("reaction");
        return (bot, ChatAccess.RequireMessage(call.Portal, messageId, bot.Id), reaction);
    }
}
