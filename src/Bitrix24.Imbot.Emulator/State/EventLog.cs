namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The pending events of bots and users, in one sequence.</summary>
internal sealed class EventLog
{
    public List<LoggedEvent> Events { get; } = [];

    public HashSet<int> Subscribers { get; } = [];

    /// <summary>The time until which a portal treats the queue of a bot or user as empty without reading it.</summary>
    public Dictionary<int, DateTimeOffset> KnownEmptyUntil { get; } = [];

    public int LastId { get; set; } = 5000;
}
