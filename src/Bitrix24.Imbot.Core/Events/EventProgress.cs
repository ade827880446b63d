namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Tracks which delivered events are done. Handlers can finish in any order; the offset moves up to the oldest event that is not done. Event numbers
/// can be repeated, out of order, or missing.
/// </summary>
internal sealed class EventProgress
{
    /// <summary>For each open event, the number at which it holds the offset.</summary>
    private readonly Dictionary<PortalEvent, long> open = [];

    /// <summary>For each number, how many events hold the offset there.</summary>
    private readonly SortedDictionary<long, int> held = [];

    /// <summary>Delivered numbers with their dates, from the oldest number that holds the offset.</summary>
    private readonly SortedDictionary<long, DateTimeOffset?> delivered = [];

    /// <summary>Number of events that were delivered and are not done.</summary>
    public int OpenCount => open.Count;

    /// <summary>Whether an event with this number was delivered since the offset passed it.</summary>
    public bool WasDelivered(long eventId) => delivered.ContainsKey(eventId);

    /// <summary>Records that an event was delivered.</summary>
    /// <param name="item">The event.</param>
    /// <param name="number">
    /// Its number. For an event without a usable number, the number of the event before it: the offset stays there until both are done.
    /// </param>
    public void OnDelivered(PortalEvent item, long number)
    {
        open[item] = number;
        held[number] = held.TryGetValue(number, out int count) ? count + 1 : 1;
        if (!delivered.TryGetValue(number, out DateTimeOffset? date) || date is null)
        {
            delivered[number] = item.Date;
        }
    }

    /// <summary>Records that an event is done.</summary>
    /// <returns>The new offset; null if it doesn't move.</returns>
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

    /// <summary>Whether all events with this number are done although the offset has not passed it.</summary>
    public bool IsDone(long eventId) => delivered.ContainsKey(eventId) && !held.ContainsKey(eventId);
}
