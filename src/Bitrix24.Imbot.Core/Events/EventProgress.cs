namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Which of the events that were given are done. Handlers may finish in any order; the offset moves up to the oldest event that is not done yet.
/// </summary>
internal sealed class EventProgress
{
    private readonly Queue<Entry> open = new();
    private readonly Dictionary<long, Entry> byId = [];

    /// <summary>The highest event that was given; 0 before the first one.</summary>
    public long HighestGiven { get; private set; }

    /// <summary>Events that were given and are not done.</summary>
    public int OpenCount => byId.Count;

    /// <summary>An event is handed out.</summary>
    public void Given(long eventId, DateTimeOffset? date)
    {
        Entry entry = new(eventId, date);
        open.Enqueue(entry);
        byId[eventId] = entry;
        HighestGiven = eventId;
    }

    /// <summary>An event is done.</summary>
    /// <returns>The new offset; null where an older event still holds it.</returns>
    public OffsetSlot? Done(long eventId)
    {
        if (!byId.TryGetValue(eventId, out Entry? done))
        {
            return null;
        }

        byId.Remove(eventId);
        done.IsDone = true;
        Entry? last = null;
        while (open.Count > 0 && open.Peek().IsDone)
        {
            last = open.Dequeue();
        }

        return last is null ? null : new OffsetSlot(last.EventId + 1, last.Date);
    }

    private sealed class Entry(long eventId, DateTimeOffset? date)
    {
        public long EventId { get; } = eventId;

        public DateTimeOffset? Date { get; } = date;

        public bool IsDone { get; set; }
    }
}
