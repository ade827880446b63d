namespace Bitrix24.Imbot.Core.Events;

/// <summary>Names of event types on the portal.</summary>
internal static class EventTypes
{
    /// <summary>Prefix of a bot's events. A user's events begin with <c>ONIMV2</c>.</summary>
    private const string OfBots = "ONIMBOTV2";
    private const string OfUsers = "ONIMV2";

    /// <summary>
    /// Whether an event belongs to a subscribed user and not to a bot. One queue can contain both, and only the name distinguishes them
    /// (docs/portal/events.md, "User events").
    /// </summary>
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
