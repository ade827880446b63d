namespace Bitrix24.Imbot.Core.Events;

/// <summary>Options for reading a bot's queue.</summary>
internal sealed class QueueOptions
{
    /// <summary>
    /// The pause between two polls while no one writes to the bot. The documentation recommends 5 to 30 seconds. <see cref="PollingPace"/> shortens
    /// it during conversations.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the portal's request limit leaves room for this number of requests.</summary>
    public Func<int, bool> HasRoomFor { get; init; } = static _ => true;

    /// <summary>The file for events that were done before an older one; null to keep their numbers only in memory.</summary>
    public string? DonePath { get; init; }

    /// <summary>The folder for unreadable events; null not to skip them.</summary>
    public string? UnreadableFolder { get; init; }

    public bool WithUserEvents { get; init; }

    /// <summary><see cref="DonePath"/> in a bot's folder.</summary>
    public static string DonePathIn(string folder) => Path.Combine(folder, "done");

    /// <summary><see cref="UnreadableFolder"/> in a bot's folder.</summary>
    public static string UnreadableFolderIn(string folder) => Path.Combine(folder, "unreadable");
}
