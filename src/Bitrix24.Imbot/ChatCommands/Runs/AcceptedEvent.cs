namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>An event that belongs to the calls of a bot.</summary>
/// <param name="Save">Stores the event before it is confirmed to the portal. It is called again if the disk can't be written. Null if nothing is stored.</param>
/// <param name="Begin">Processes the event after it is confirmed. Null if there is nothing to do.</param>
internal sealed record AcceptedEvent(Action? Save, Action? Begin)
{
    /// <summary>An event that is deferred. It isn't confirmed, and is processed again automatically.</summary>
    public static AcceptedEvent Deferred { get; } = new(null, null);

    /// <summary>An event that was already accepted.</summary>
    public static AcceptedEvent Duplicate { get; } = new(null, null);

    public bool IsDeferred => ReferenceEquals(this, Deferred);
}
