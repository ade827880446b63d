using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// The event log: one sequence of ids for all bots and users, kept for 24 hours. The offset is the only acknowledgement (docs/portal/events.md, "Queue").
/// </summary>
internal sealed class EventQueue(PortalClock clock)
{
    private const int MaxLimit = 1000;
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);
    private static readonly TimeSpan EmptyMemory = TimeSpan.FromSeconds(60);

    private readonly List<LoggedEvent> events = [];
    private readonly Dictionary<int, DateTimeOffset> knownEmptyUntil = [];
    private readonly HashSet<int> subscribers = [];
    private int lastId = 5000;

    public IReadOnlyCollection<int> Subscribers => subscribers;

    public void Subscribe(int userId) => subscribers.Add(userId);

    /// <summary>The user's events go at once, although a comment in the server's source says they stay (docs/portal/events.md, "User events").</summary>
    public void Unsubscribe(int userId)
    {
        subscribers.Remove(userId);
        Clear(userId);
    }

    public void Append(int userId, string type, JsonObject data)
    {
        // Other queues of a portal draw from the same sequence: gaps are the rule.
        lastId += lastId % 3 == 0 ? 2 : 1;
        events.Add(new LoggedEvent(lastId, userId, type, clock.Now, data));
        knownEmptyUntil.Remove(userId);
    }

    /// <summary>Deletes everything below the offset and answers the rest, oldest first.</summary>
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
