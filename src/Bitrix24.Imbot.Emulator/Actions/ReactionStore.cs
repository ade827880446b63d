namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>Adds and removes reactions (docs/portal/messages.md, "Reactions").</summary>
internal static class ReactionStore
{
    /// <summary>
    /// Adds a reaction to those that the user has already set. Returns false, without an event, if the user has already set this one.
    /// </summary>
    public static bool Add(Portal portal, Message message, int userId, string reaction)
    {
        if (!message.GetReactions(userId).Add(reaction))
        {
            return false;
        }

        portal.Events.Reacted(portal.ChatById(message.ChatId)!, message, userId, reaction, isAdded: true);
        return true;
    }

    /// <summary>Returns false if the reaction was not set.</summary>
    public static bool Remove(Portal portal, Message message, int userId, string reaction)
    {
        if (!message.GetReactions(userId).Remove(reaction))
        {
            return false;
        }

        portal.Events.Reacted(portal.ChatById(message.ChatId)!, message, userId, reaction, isAdded: false);
        return true;
    }
}
