namespace Bitrix24.Imbot.Core.Events;

/// <summary>The portal's names of events.</summary>
internal static class EventTypes
{
    /// <summary>Begins the name of an event of a bot; those of a user begin with <c>ONIMV2</c>.</summary>
    private const string OfBots = "ONIMBOTV2";
    private const string OfUsers = "ONIMV2";

    /// <summary>Whether it was raised for a subscribed user and not for a bot: one queue can hold both, and only the name tells (docs/portal/events.md, "User events").</summary>
    public static bool IsOfUser(string type) => type.StartsWith(OfUsers, StringComparison.OrdinalIgnoreCase);

    public static EventKind KindOf(string type) => NameIn(type).ToUpperInvariant() switch
    {
        "MESSAGEADD" => EventKind.Message,
        "MESSAGEUPDATE" => EventKind.MessageUpdate,
        "MESSAGEDELETE" => EventKind.MessageDelete,
        "JOINCHAT" => EventKind.Join,
        "DELETE" => EventKind.BotDelete,
        "CONTEXTGET" => EventKind.Context,
        "COMMANDADD" => EventKind.Command,
        "REACTIONCHANGE" => EventKind.Reaction,
        _ => EventKind.Other,
    };

    private static string NameIn(string type)
    {
        string? prefix = new[] { OfBots, OfUsers }.FirstOrDefault(start => type.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        return prefix is null ? string.Empty : type.Substring(prefix.Length);
    }
}
