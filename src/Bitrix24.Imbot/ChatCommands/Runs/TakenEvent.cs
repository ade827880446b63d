namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>An event that belongs to the calls of a bot.</summary>
/// <param name="Keep">Writes to disk what has to outlive the process, before the portal hears that the event is done. It is run again after an error of the disk. Null where nothing is kept.</param>
/// <param name="Begin">Goes on with it, when the event is done. Null where nothing is left to do.</param>
internal sealed record TakenEvent(Action? Keep, Action? Begin)
{
    /// <summary>An event that is left alone for now. It is taken again by itself, and is not done yet.</summary>
    public static TakenEvent Held { get; } = new(null, null);

    /// <summary>An event that was taken before.</summary>
    public static TakenEvent Known { get; } = new(null, null);

    public bool IsHeld => ReferenceEquals(this, Held);
}
