using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Reads a bot's queue with <c>imbot.v2.Event.get</c>, and confirms the events that are done with the offset of the next request. Disposes the store.
/// Without a store, the offset is kept only in memory.
/// </summary>
internal sealed class QueueEventSource(
    Func<GetEventsRequest, ICallObserver?, CancellationToken, Task<EventPage>> read, long botId, OffsetStore? store, QueueOptions options, IClock clock)
    : IEventSource
{
    /// <summary>After this number of failures, a single event is treated as unreadable and not as a temporary failure.</summary>
    private const int EnoughFailures = 3;

    private readonly HandledEvents handled = new(store, options.DonePath);
    private readonly ReadingTrouble trouble = new(clock, botId);
    private readonly PageSize pageSize = new();
    private readonly PollingPace pace = new(options.Interval, options.HasRoomFor, clock);
    private string? keepTrouble;
    private bool isPauseDue;
    private bool isBehind;

    public bool IsOpen { get; private set; }

    /// <exception cref="B24Exception">The errors of <see cref="OffsetStore.Open"/>, and <see cref="EventErrors.OffsetStoreAhead"/>.</exception>
    public async Task StartAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        IsOpen = true;
        pace.Activity();
        OffsetSlot? saved = handled.Open();
        if (handled.IsUnprotected)
        {
            observer?.Warn($"The offset store of bot {botId} can't be locked, so another process could handle the same events. {FileLock.IgnoredAdvice}");
        }

        if (saved is { } kept)
        {
            handled.Continue(kept, await OldestAsync(observer, cancellation).ConfigureAwait(false));
        }
    }

    public async Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        while (true)
        {
            if (isPauseDue)
            {
                await (isBehind ? pace.WaitLongAsync(cancellation) : pace.WaitAsync(cancellation)).ConfigureAwait(false);
            }

            long before = handled.Offset;
            EventPage? page = await ReadAsync(observer, cancellation).ConfigureAwait(false);
            if (page is null)
            {
                // ReadAsync has already waited.
                isPauseDue = false;
                continue;
            }

            handled.ReportTrouble(observer);
            IReadOnlyList<PortalEvent> fresh = handled.SelectNew(page, observer);
            isBehind = page.HasMore && fresh.Count == 0 && handled.Offset == before;
            isPauseDue = !page.HasMore || isBehind;
            if (fresh.Count > 0)
            {
                pace.Activity();
                return fresh;
            }

            if (isBehind)
            {
                observer?.Report($"Bot {botId}: waiting for {handled.OpenCount} events to be handled before more are read.");
            }
        }
    }

    public void Done(PortalEvent item)
    {
        pace.Activity();
        handled.Done(item);
    }

    public void Quicken() => pace.Quicken();

    public bool WasDone(PortalEvent item) => handled.WasDone(item);

    public async Task FinishAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        handled.Save();
        handled.ReportTrouble(observer);
        if (!handled.IsConfirmed)
        {
            long done = handled.Offset;
            try
            {
                await read(new GetEventsRequest(botId) { Offset = done, Limit = 1, WithUserEvents = options.WithUserEvents }, observer, cancellation).ConfigureAwait(false);
            }
            catch (B24Exception exception) when (PageSize.MayHelp(exception))
            {
                // The portal deletes events before it answers. The next reader deals with an unreadable event.
            }

            handled.OnConfirmed(done);
        }
    }

    public void Dispose()
    {
        IsOpen = false;
        handled.Dispose();
    }

    /// <summary>Checks the portal's numbering. A request without an offset deletes nothing.</summary>
    private async Task<IReadOnlyList<PortalEvent>> OldestAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        try
        {
            GetEventsRequest request = new(botId) { Limit = 1, WithUserEvents = options.WithUserEvents };
            return (await read(request, observer, cancellation).ConfigureAwait(false)).Events;
        }
        catch (B24Exception exception) when (PageSize.MayHelp(exception))
        {
            // An unreadable event doesn't show which numbers the portal uses. It is skipped later.
            return [];
        }
    }

    private async Task<EventPage?> ReadAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        GetEventsRequest request = new(botId) { Offset = handled.Offset, Limit = pageSize.Limit, WithUserEvents = options.WithUserEvents };
        try
        {
            EventPage page = await read(request, observer, cancellation).ConfigureAwait(false);
            handled.OnConfirmed(request.Offset.Value);
            trouble.Over(observer);
            pageSize.Read();
            return page;
        }
        catch (B24Exception exception) when (ReadingTrouble.MayPass(exception))
        {
            if (PageSize.MayHelp(exception))
            {
                bool wasSingle = request.Limit == 1;
                pageSize.Failed();
                EventPage? skipped = Skip(exception, request, observer);
                if (skipped is not null || !wasSingle)
                {
                    return skipped;
                }
            }

            await trouble.WaitAsync(exception, observer, cancellation).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Saves a single unreadable event to a file and skips it.</summary>
    /// <returns>A page without events if the event was skipped; otherwise null.</returns>
    private EventPage? Skip(B24Exception exception, GetEventsRequest request, ICallObserver? observer)
    {
        if (pageSize.SingleFailures < EnoughFailures
            || options.UnreadableFolder is not { } folder
            || UnreadableEvent.ContentOf(exception) is not { } content
            || UnreadableEvent.NumberIn(content, request.Offset!.Value) is not { } number)
        {
            return null;
        }

        string path;
        try
        {
            path = UnreadableEvent.Keep(folder, number, content);
            keepTrouble = null;
        }
        catch (B24Exception failure) when (StorageTrouble.MayPass(failure))
        {
            if (failure.Message != keepTrouble)
            {
                observer?.Warn($"{failure.Message} The bot retries and reads no further events until then. Give this account write access to the folder, or free up disk space.");
            }

            keepTrouble = failure.Message;
            return null;
        }

        observer?.Warn($"Event {number} of bot {botId} can't be read and is skipped. It was saved to {path}.");
        EventPage stub = EventPage.CreateUnreadable(number);
        handled.Skip(stub.Events[0], number);
        pageSize.Read();
        trouble.Over(observer);
        return stub;
    }
}
