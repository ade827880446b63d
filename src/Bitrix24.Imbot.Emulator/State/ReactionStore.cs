namespace Bitrix24.Imbot.Emulator;

/// <summary>Sets and takes reactions (server-behaviour 6.5).</summary>
internal static class ReactionStore
{
    /// <summary>Takes away all of the user's reactions on a message, without an event.</summary>
    public static void Clear(Message message, int userId) => message.ReactionsOf(userId).Clear();

    public static bool Add(Portal portal, Message message, int userId, string reaction)
    {
        Clear(message, userId);
        message.ReactionsOf(userId).Add(reaction);
        portal.Events.Reacted(portal.ChatById(message.ChatId)!, message, userId, reaction, isAdded: true);
        return true;
    }

    /// <summary>False when the reaction was not there.</summary>
    public static bool Remove(Portal portal, Message message, int userId, string reaction)
    {
        if (!message.ReactionsOf(userId).Remove(reaction))
        {
            return false;
        }

        portal.Events.Reacted(portal.ChatById(message.ChatId)!, message, userId, reaction, isAdded: false);
        return true;
    }
}
