namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The events that wait for bots and users, in one sequence for all.</summary>
internal sealed class EventLog
{
    public List<LoggedEvent> Events { get; } = [];

    public HashSet<int> Subscribers { get; } = [];

    /// <summary>Until when a portal treats the queue of a bot or user as empty without reading it.</summary>
    public Dictionary<int, DateTimeOffset> KnownEmptyUntil { get; } = [];

    public int LastId { get; set; } = 5000;
}
