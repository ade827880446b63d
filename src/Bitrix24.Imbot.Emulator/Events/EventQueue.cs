namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// The queues of bots and users. All events share one sequence of IDs and are kept for 24 hours. The offset is the only confirmation
/// (docs/portal/events.md, "Queue").
/// </summary>
internal sealed class EventQueue(PortalClock clock)
{
    private const int MaxLimit = 1000;
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);
    private static readonly TimeSpan EmptyMemory = TimeSpan.FromSeconds(60);

    private readonly List<LoggedEvent> events = [];
    private readonly HashSet<int> subscribers = [];

    /// <summary>The time until which a portal treats the queue of a bot or user as empty without reading it.</summary>
    private readonly Dictionary<int, DateTimeOffset> knownEmptyUntil = [];

    private int lastId = 5000;

    public IReadOnlyCollection<int> Subscribers => subscribers;

    public void Subscribe(int userId) => subscribers.Add(userId);

    /// <summary>
    /// Deletes the user's events immediately, although a comment in the server's source says that they remain (docs/portal/events.md, "User events").
    /// </summary>
    public void Unsubscribe(int userId)
    {
        subscribers.Remove(userId);
        Clear(userId);
    }

    public void Append(int userId, string type, JsonObject data)
    {
        // Other queues of a portal use the same sequence, so the IDs have gaps.
        lastId += lastId % 3 == 0 ? 2 : 1;
        events.Add(new LoggedEvent(lastId, userId, type, clock.Now, data));
        knownEmptyUntil.Remove(userId);
    }

    /// <summary>Deletes all events below the offset and returns the rest, oldest first.</summary>
    public JsonObject Fetch(int[] userIds, long offset, int limit)
    {
        offset = Math.Max(0, offset);
        limit = Math.Clamp(limit, 1, MaxLimit);
        if (offset > 0)
        {
            events.RemoveAll(entry => userIds.Contains(entry.UserId) && entry.Id < offset);
            foreach (int userId in userIds)
            {
                knownEmptyUntil.Remove(userId);
            }
        }

        LoggedEvent[] page = userIds.All(IsKnownEmpty) ? [] : [.. Waiting(userIds).Where(entry => entry.Id >= offset).Take(limit)];
        if (page.Length == 0)
        {
            foreach (int userId in userIds)
            {
                knownEmptyUntil[userId] = clock.Now + EmptyMemory;
            }
        }

        return new JsonObject
        {
            ["events"] = new JsonArray([.. page.Select(entry => entry.Form.ToNode())]),
            ["nextOffset"] = page.Length > 0 ? page[^1].Id + 1 : offset,
            ["hasMore"] = page.Length >= limit,
        };
    }

    public IReadOnlyList<LoggedEvent> Waiting(params int[] userIds)
    {
        DateTimeOffset oldest = clock.Now - Retention;
        events.RemoveAll(entry => entry.Date < oldest);
        return [.. events.Where(entry => userIds.Contains(entry.UserId))];
    }

    public void Clear(int userId) => events.RemoveAll(entry => entry.UserId == userId);

    private bool IsKnownEmpty(int userId) => knownEmptyUntil.TryGetValue(userId, out DateTimeOffset until) && clock.Now < until;
}
