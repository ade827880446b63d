using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>A bot's queue without a network (docs/portal/events.md, "Queue"): an offset deletes lower IDs, IDs have gaps, and pages can be full.</summary>
internal sealed class EventQueue
{
    private readonly LinkedList<(long Id, DateTimeOffset Date, string Dialog)> waiting = new();
    private long nextId = 100;

    /// <summary>The highest offset that was sent.</summary>
    public long Confirmed { get; private set; }

    public int Reads { get; private set; }

    /// <summary>Runs before each read, for example to add events or to fail.</summary>
    public Action<GetEventsRequest>? BeforeRead { get; set; }

    public IReadOnlyList<long> Waiting => [.. waiting.Select(item => item.Id)];

    public long Add(DateTimeOffset date, string dialog = "17")
    {
        long id = nextId;
        nextId += 1 + (id % 3);
        waiting.AddLast((id, date, dialog));
        return id;
    }

    public Task<EventPage> ReadAsync(GetEventsRequest request, ICallObserver? observer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Reads++;
        BeforeRead?.Invoke(request);
        long offset = request.Offset ?? 0;
        Confirmed = Math.Max(Confirmed, offset);
        while (waiting.First is { } oldest && oldest.Value.Id < offset)
        {
            waiting.RemoveFirst();
        }

        (long Id, DateTimeOffset Date, string Dialog)[] page = [.. waiting.Take(request.Limit)];
        string events = string.Join(",", page.Select(Show));
        long next = page.Length > 0 ? page[^1].Id + 1 : offset;
        using JsonDocument answer = JsonDocument.Parse(FormattableString.Invariant(
            $$"""{"events":[{{events}}],"nextOffset":{{next}},"hasMore":{{(page.Length >= request.Limit ? "true" : "false")}}}"""));
        return Task.FromResult(request.ReadResult(answer.RootElement.Clone()));
    }

    private static string Show((long Id, DateTimeOffset Date, string Dialog) item) => JsonSerializer.Serialize(new
    {
        eventId = item.Id,
        type = "ONIMBOTV2MESSAGEADD",
        date = item.Date,
        data = new { bot = new { id = 456 }, message = new { id = item.Id, text = "m" }, chat = new { dialogId = item.Dialog }, user = new { id = 17 } },
    });
}
