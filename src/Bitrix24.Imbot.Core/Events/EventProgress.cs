namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Which of the events that were given are done. Handlers may finish in any order; the offset moves up to the oldest event that is not done yet. Numbers may come
/// twice, out of order, or not at all.
/// </summary>
internal sealed class EventProgress
{
    /// <summary>The number under which each event that is not done holds the offset.</summary>
    private readonly Dictionary<PortalEvent, long> open = [];

    /// <summary>How many events hold the offset at a number.</summary>
    private readonly SortedDictionary<long, int> held = [];

    /// <summary>Numbers that were given, at and above the oldest one that holds the offset, with their dates.</summary>
    private readonly SortedDictionary<long, DateTimeOffset?> delivered = [];

    /// <summary>Events that were given and are not done.</summary>
    public int OpenCount => open.Count;

    /// <summary>Whether an event of this number was given since the offset moved past it.</summary>
    public bool WasDelivered(long eventId) => delivered.ContainsKey(eventId);

    /// <summary>An event is handed out.</summary>
    /// <param name="item">The event.</param>
    /// <param name="number">Its number, or for an event without a usable one that of the event before it: the offset stays there until both are done.</param>
    public void OnDelivered(PortalEvent item, long number)
    {
        open[item] = number;
        held[number] = held.TryGetValue(number, out int count) ? count + 1 : 1;
        if (!delivered.TryGetValue(number, out DateTimeOffset? date) || date is null)
        {
            delivered[number] = item.Date;
        }
    }

    /// <summary>An event is done.</summary>
    /// <returns>The new offset; null where it doesn't move.</returns>
    public OffsetSlot? Done(PortalEvent item)
    {
        if (!open.TryGetValue(item, out long number))
        {
            return null;
        }

        open.Remove(item);
        if (--held[number] == 0)
        {
            held.Remove(number);
        }

        long limit = held.Count > 0 ? held.First().Key : long.MaxValue;
        OffsetSlot? slot = null;
        while (delivered.Count > 0 && delivered.First() is { } oldest && oldest.Key < limit)
        {
            slot = new OffsetSlot(oldest.Key + 1, oldest.Value);
            delivered.Remove(oldest.Key);
        }

        return slot;
    }

    /// <summary>Whether no event of this number is open any more, although the offset hasn't moved past it.</summary>
    public bool IsDone(long eventId) => delivered.ContainsKey(eventId) && !held.ContainsKey(eventId);
}
