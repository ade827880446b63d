namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// The queues of bots and users. All events share one sequence of IDs and are kept for 24 hours. The offset is the only confirmation
/// (docs/portal/events.md, "Queue").
/// </summary>
internal sealed class EventQueue(PortalState portal)
{
    private const int MaxLimit = 1000;
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);
    private static readonly TimeSpan EmptyMemory = TimeSpan.FromSeconds(60);

    public IReadOnlyCollection<int> Subscribers => Log.Subscribers;

    private EventLog Log => portal.EventLog;

    public void Subscribe(int userId) => Log.Subscribers.Add(userId);

    /// <summary>
    /// Deletes the user's events immediately, although a comment in the server's source says that they remain (docs/portal/events.md, "User events").
    /// </summary>
    public void Unsubscribe(int userId)
    {
        Log.Subscribers.Remove(userId);
        Clear(userId);
    }

    public void Append(int userId, string type, JsonObject data)
    {
        // Other queues of a portal use the same sequence, so the IDs have gaps.
        Log.LastId += Log.LastId % 3 == 0 ? 2 : 1;
        Log.Events.Add(new LoggedEvent(Log.LastId, userId, type, portal.Clock.Now, data));
        Log.KnownEmptyUntil.Remove(userId);
    }

    /// <summary>Deletes all events below the offset and returns the rest, oldest first.</summary>
    public JsonObject Fetch(int[] userIds, long offset, int limit)
    {
        offset = Math.Max(0, offset);
        limit = Math.Clamp(limit, 1, MaxLimit);
        if (offset > 0)
        {
            Log.Events.RemoveAll(entry => userIds.Contains(entry.UserId) && entry.Id < offset);
            foreach (int userId in userIds)
            {
                Log.KnownEmptyUntil.Remove(userId);
            }
        }

        LoggedEvent[] page = userIds.All(IsKnownEmpty) ? [] : [.. Waiting(userIds).Where(entry => entry.Id >= offset).Take(limit)];
        if (page.Length == 0)
        {
            foreach (int userId in userIds)
            {
                Log.KnownEmptyUntil[userId] = portal.Clock.Now + EmptyMemory;
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
        DateTimeOffset oldest = portal.Clock.Now - Retention;
        Log.Events.RemoveAll(entry => entry.Date < oldest);
        return [.. Log.Events.Where(entry => userIds.Contains(entry.UserId))];
    }

    public void Clear(int userId) => Log.Events.RemoveAll(entry => entry.UserId == userId);

    private bool IsKnownEmpty(int userId) => Log.KnownEmptyUntil.TryGetValue(userId, out DateTimeOffset until) && portal.Clock.Now < until;
}
