namespace Bitrix24.Imbot.Core.Events;

/// <summary>How a bot's queue is read.</summary>
internal sealed class QueueOptions
{
    /// <summary>
    /// Between two looks into the queue while nobody writes to the bot; the documentation asks for 5 to 30 seconds. <see cref="PollingPace"/> says how often it is
    /// looked into otherwise.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the portal's request limit leaves room for so many requests.</summary>
    public Func<int, bool> HasRoomFor { get; init; } = static _ => true;

    /// <summary>Where the numbers of events are kept that were done before an older one; null to keep them in memory only.</summary>
    public string? DonePath { get; init; }

    /// <summary>Where events are kept that can't be read; null for nowhere, and then they aren't skipped.</summary>
    public string? UnreadableFolder { get; init; }

    /// <summary>Whether the events of the subscribed user come along.</summary>
    public bool WithUserEvents { get; init; }

    /// <summary><see cref="DonePath"/> in a bot's folder.</summary>
    public static string DonePathIn(string folder) => Path.Combine(folder, "done");

    /// <summary><see cref="UnreadableFolder"/> in a bot's folder.</summary>
    public static string UnreadableFolderIn(string folder) => Path.Combine(folder, "unreadable");
}
