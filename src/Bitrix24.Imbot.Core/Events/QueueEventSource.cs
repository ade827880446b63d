using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Reads a bot's queue with <c>imbot.v2.Event.get</c>. The offset deletes all events below it, so it moves only up to the oldest event that is not
/// done.
/// </summary>
internal sealed class QueueEventSource : IEventSource
{
    /// <summary>
    /// Deletes nothing, because no event has a lower number. It also bypasses the portal's cache: without an offset, an empty queue is cached for up
    /// to a minute (docs/portal/events.md, "Queue").
    /// </summary>
    private const long Beginning = 1;

    /// <summary>Dates have a precision of one second, and simultaneous events can be stored out of order.</summary>
    private static readonly TimeSpan DateTolerance = TimeSpan.FromMinutes(1);

    /// <summary>After this number of failures, a single event is treated as unreadable and not as a temporary failure.</summary>
    private const int EnoughFailures = 3;

    private readonly QueueReader read;
    private readonly long botId;
    private readonly OffsetStore? store;
    private readonly QueueOptions options;
    private readonly object gate = new();
    private readonly EventProgress progress = new();
    private readonly ReadingTrouble trouble;
    private readonly PageSize pageSize = new();
    private readonly PollingPace pace;
    private readonly DoneEvents? doneEvents;

    /// <summary>Several times the maximum page size: the portal never shows more at once.</summary>
    private readonly RecentContents unnumbered = new(10_000);
    private string? doneTrouble;
    private string? keepTrouble;

    /// <summary>The offset up to which events are done. The store may not contain it yet.</summary>
    private OffsetSlot? reached;
    private long offset = Beginning;
    private long confirmed = Beginning;
    private bool isPauseDue;
    private bool isBehind;

    /// <param name="read">Sends the requests.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="store">Stores the offset; null to keep it only in memory. This source disposes it.</param>
    /// <param name="options">The options.</param>
    /// <param name="clock">The clock.</param>
    public QueueEventSource(QueueReader read, long botId, OffsetStore? store, QueueOptions options, IClock clock)
    {
        this.read = read;
        this.botId = botId;
        this.store = store;
        this.options = options;
        pace = new PollingPace(options.Interval, options.HasRoomFor, clock);
        trouble = new ReadingTrouble(clock, botId);
        doneEvents = options.DonePath is null ? null : new DoneEvents(options.DonePath);
    }

    /// <inheritdoc />
    public bool IsOpen { get; private set; }

    /// <inheritdoc />
    /// <exception cref="B24Exception">The errors of <see cref="OffsetStore.Open"/>, and <see cref="EventErrors.OffsetStoreAhead"/>.</exception>
    public async Task StartAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        IsOpen = true;
        pace.Activity();
        store?.Open();
        if (store is { IsUnprotected: true })
        {
            observer?.Warn($"The offset store of bot {botId} can't be locked, so another process could handle the same events. {FileLock.IgnoredAdvice}");
        }

        OpenDoneEvents();
        if (store?.Current is not { } kept)
        {
            return;
        }

        foreach (PortalEvent waiting in await OldestAsync(observer, cancellation).ConfigureAwait(false))
        {
            if (waiting.EventId < kept.Offset && waiting.Date - kept.Date > DateTolerance)
            {
                throw EventErrors.OffsetStoreAhead.With(
                    $"According to the offset store, all events below {kept.Offset} are done and the last one dates from {kept.Date:u}, but the portal still has event {waiting.EventId} from {waiting.Date:u}.");
            }
        }

        offset = kept.Offset;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        while (true)
        {
            if (isPauseDue)
            {
                await (isBehind ? pace.WaitLongAsync(cancellation) : pace.WaitAsync(cancellation)).ConfigureAwait(false);
            }

            long before = CurrentOffset();
            EventPage? page = await ReadAsync(observer, cancellation).ConfigureAwait(false);
            if (page is null)
            {
                // ReadAsync has already waited.
                isPauseDue = false;
                continue;
            }

            IReadOnlyList<PortalEvent> fresh = SelectNew(page, observer);
            isBehind = page.HasMore && fresh.Count == 0 && CurrentOffset() == before;
            isPauseDue = !page.HasMore || isBehind;
            if (fresh.Count > 0)
            {
                pace.Activity();
                return fresh;
            }

            if (isBehind)
            {
                observer?.Report($"Bot {botId}: waiting for {progress.OpenCount} events to be handled before more are read.");
            }
        }
    }

    /// <inheritdoc />
    public void Done(PortalEvent handled)
    {
        pace.Activity();
        lock (gate)
        {
            Complete(handled);
        }
    }

    /// <inheritdoc />
    public void Quicken() => pace.Quicken();

    /// <inheritdoc />
    public bool WasDone(PortalEvent item)
    {
        lock (gate)
        {
            return IsDoneBefore(item)
                || (store?.Current is { } kept && item.UsableId < kept.Offset && item.Date - kept.Date <= DateTolerance);
        }
    }

    /// <inheritdoc />
    public async Task FinishAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        lock (gate)
        {
            KeepOrNote();
        }

        ReportTrouble(observer);
        long done = CurrentOffset();
        if (done > confirmed)
        {
            try
            {
                await read(new GetEventsRequest(botId) { Offset = done, Limit = 1, WithUserEvents = options.WithUserEvents }, observer, cancellation).ConfigureAwait(false);
            }
            catch (B24Exception exception) when (PageSize.MayHelp(exception))
            {
                // The portal deletes events before it answers. The next reader deals with an unreadable event.
            }

            OnConfirmed(done);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            IsOpen = false;
            store?.Dispose();
            doneEvents?.Dispose();
        }
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
        GetEventsRequest request = new(botId) { Offset = CurrentOffset(), Limit = pageSize.Limit, WithUserEvents = options.WithUserEvents };
        try
        {
            EventPage page = await read(request, observer, cancellation).ConfigureAwait(false);
            OnConfirmed(request.Offset.Value);
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

    /// <summary>Forgets finished events that the portal has deleted, because they can't be returned again.</summary>
    private void OnConfirmed(long sent)
    {
        confirmed = Math.Max(confirmed, sent);
        if (store is not null)
        {
            return;
        }

        lock (gate)
        {
            try
            {
                doneEvents?.Forget(confirmed);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Extra entries are harmless.
                doneTrouble = exception.Message;
            }
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
        lock (gate)
        {
            progress.OnDelivered(stub.Events[0], number);
            CompleteOrNote(stub.Events[0]);
        }

        pageSize.Read();
        trouble.Over(observer);
        return stub;
    }

    /// <summary>Selects the events of a page that were not delivered before and are not done.</summary>
    private IReadOnlyList<PortalEvent> SelectNew(EventPage page, ICallObserver? observer)
    {
        ReportTrouble(observer);
        List<PortalEvent> fresh = [];
        lock (gate)
        {
            HashSet<string> inThisPage = new(StringComparer.Ordinal);
            HashSet<long> numbers = [];
            long first = Math.Max(offset, reached?.Offset ?? offset);
            long previous = first - 1;
            foreach (PortalEvent item in page.Events)
            {
                if (item.UsableId is { } id)
                {
                    previous = Math.Max(previous, id);
                    bool isNew = id >= first && (numbers.Contains(id) ? inThisPage.Add(item.RawText) : !progress.WasDelivered(id));
                    if (isNew)
                    {
                        numbers.Add(id);
                        inThisPage.Add(item.RawText);
                        progress.OnDelivered(item, id);
                        fresh.Add(item);
                    }
                }
                else if (unnumbered.Add(item.RawText))
                {
                    observer?.Warn($"An event of type {item.Type} has no valid number. It is handled, and may be delivered again after a restart.");
                    progress.OnDelivered(item, previous);
                    fresh.Add(item);
                }
            }

            foreach (PortalEvent item in fresh.Where(IsDoneBefore).ToArray())
            {
                observer?.Report($"Event {item.EventId}, {item.Type}, was handled before the last restart and is skipped.");
                CompleteOrNote(item);
                fresh.Remove(item);
            }
        }

        return fresh.ToArray();
    }

    private void ReportTrouble(ICallObserver? observer)
    {
        if (observer is not null && Interlocked.Exchange(ref doneTrouble, null) is { } lost)
        {
            observer.Warn(lost);
        }
    }

    /// <summary>
    /// Like <see cref="Complete"/>, but doesn't throw, because the other events of a page must not be lost. Unsaved progress is saved with the next
    /// event. Requires the gate.
    /// </summary>
    private void CompleteOrNote(PortalEvent handled)
    {
        try
        {
            Complete(handled);
        }
        catch (B24Exception exception) when (StorageTrouble.MayPass(exception))
        {
            doneTrouble = exception.Message;
        }
    }

    /// <summary>Requires the gate.</summary>
    private void KeepOrNote()
    {
        try
        {
            Keep();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException || (exception is B24Exception known && StorageTrouble.MayPass(known)))
        {
            doneTrouble = exception.Message;
        }
    }

    /// <summary>Moves the offset up to the last finished event. After a failure, the next call tries again. Requires the gate.</summary>
    /// <returns>Whether it moved.</returns>
    private bool Keep()
    {
        if (reached is not { } slot || slot.Offset <= offset)
        {
            return false;
        }

        store?.Advance(slot);
        offset = slot.Offset;
        if (store is not null)
        {
            doneEvents?.Forget(offset);
        }

        return true;
    }

    /// <summary>Requires the gate.</summary>
    private void Complete(PortalEvent handled)
    {
        try
        {
            reached = progress.Done(handled) ?? reached;
            if (Keep() && store is not null)
            {
                return;
            }

            // Without a store, the portal receives the offset only with the next request, and the process may be killed before that.
            if (handled.UsableId is { } id && (id < offset || progress.IsDone(id)))
            {
                doneEvents?.Add(handled);
                if (!IsOpen)
                {
                    doneEvents?.Dispose();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The event is done. It is delivered again only if the process is killed before the older events are done.
            doneTrouble = $"Finished events can't be saved to {options.DonePath} and are delivered again if the bot is killed: {exception.Message}";
        }
    }

    private bool IsDoneBefore(PortalEvent item) => doneEvents?.Contains(item) == true;

    private void OpenDoneEvents()
    {
        try
        {
            doneEvents?.Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.OffsetStoreUnreadable.With($"{options.DonePath} could not be read: {exception.Message}", exception);
        }
    }

    private long CurrentOffset()
    {
        lock (gate)
        {
            return offset;
        }
    }
}
