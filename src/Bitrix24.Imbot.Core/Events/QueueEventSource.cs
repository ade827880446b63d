using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Reads a bot's queue by <c>imbot.v2.Event.get</c>. The offset, which deletes what is below it, moves only up to the oldest event that is not done.
/// </summary>
internal sealed class QueueEventSource : IEventSource
{
    /// <summary>
    /// Deletes nothing, because no event has a lower number, and passes by what the portal remembers for up to a minute of a queue that was empty when
    /// it was asked without an offset (server-behaviour.md 9.1).
    /// </summary>
    private const long Beginning = 1;

    /// <summary>Dates have seconds only, and those of several events that are written at once may cross.</summary>
    private static readonly TimeSpan DateTolerance = TimeSpan.FromMinutes(1);

    private readonly QueueReader read;
    private readonly long botId;
    private readonly OffsetStore? store;
    private readonly QueueOptions options;
    private readonly IClock clock;
    private readonly object gate = new();
    private readonly EventProgress progress = new();
    private readonly ReadingTrouble trouble;
    private long offset = Beginning;
    private long told = Beginning;
    private bool isPauseDue;

    /// <param name="read">Sends the requests.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="store">Where the offset is kept; null to keep it in memory only. Belongs to this source from now on.</param>
    /// <param name="options">How to read.</param>
    /// <param name="clock">Time.</param>
    public QueueEventSource(QueueReader read, long botId, OffsetStore? store, QueueOptions options, IClock clock)
    {
        this.read = read;
        this.botId = botId;
        this.store = store;
        this.options = options;
        this.clock = clock;
        trouble = new ReadingTrouble(clock, botId);
    }

    /// <inheritdoc />
    public bool IsOpen { get; private set; }

    /// <inheritdoc />
    /// <exception cref="B24Exception">Those of <see cref="OffsetStore.Open"/>, and <see cref="ErrorKinds.OffsetStoreAhead"/>.</exception>
    public async Task StartAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        IsOpen = true;
        store?.Open();
        if (store is { IsUnprotected: true })
        {
            observer?.Warn($"The offset store of bot {botId} cannot be locked: a second process could handle the same events unnoticed. {FileLock.IgnoredAdvice}");
        }

        if (store?.Current is not { } kept)
        {
            return;
        }

        // Without an offset nothing is deleted: this only looks whether the portal still counts as it did.
        EventPage oldest = await read(new GetEventsRequest(botId) { Limit = 1, WithUserEvents = options.WithUserEvents }, observer, cancellation).ConfigureAwait(false);
        foreach (PortalEvent waiting in oldest.Events)
        {
            if (waiting.EventId < kept.Offset && waiting.Date > kept.Date + DateTolerance)
            {
                throw ErrorKinds.OffsetStoreAhead.With(
                    $"The offset store says that all events below {kept.Offset} are done, the last of them of {kept.Date:u}; but event {waiting.EventId}, which waits on the portal, is of {waiting.Date:u}.");
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
                await clock.DelayAsync(options.Interval, cancellation).ConfigureAwait(false);
            }

            EventPage? page = await ReadAsync(observer, cancellation).ConfigureAwait(false);
            if (page is null)
            {
                // The pause was made already.
                isPauseDue = false;
                continue;
            }

            IReadOnlyList<PortalEvent> fresh = Take(page);
            isPauseDue = !page.HasMore || fresh.Count == 0;
            if (fresh.Count > 0)
            {
                return fresh;
            }

            if (page.HasMore)
            {
                observer?.Tell($"Bot {botId}: {progress.OpenCount} events are not done yet; nothing more is read until some are.");
            }
        }
    }

    /// <inheritdoc />
    public void Done(PortalEvent handled)
    {
        lock (gate)
        {
            if (handled.EventId is { } id && progress.Done(id) is { } slot && slot.Offset > offset)
            {
                store?.Advance(slot);
                offset = slot.Offset;
            }
        }
    }

    /// <inheritdoc />
    public async Task FinishAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        long done = CurrentOffset();
        if (done > told)
        {
            await read(new GetEventsRequest(botId) { Offset = done, Limit = 1, WithUserEvents = options.WithUserEvents }, observer, cancellation).ConfigureAwait(false);
            told = done;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            IsOpen = false;
            store?.Dispose();
        }
    }

    private async Task<EventPage?> ReadAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        GetEventsRequest request = new(botId) { Offset = CurrentOffset(), Limit = EventPaging.LargestPage, WithUserEvents = options.WithUserEvents };
        try
        {
            EventPage page = await read(request, observer, cancellation).ConfigureAwait(false);
            told = Math.Max(told, request.Offset.Value);
            trouble.Over(observer);
            return page;
        }
        catch (B24Exception exception) when (ReadingTrouble.MayPass(exception))
        {
            await trouble.WaitAsync(exception, observer, cancellation).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>The events of a page that were not given before.</summary>
    private IReadOnlyList<PortalEvent> Take(EventPage page)
    {
        lock (gate)
        {
            PortalEvent[] fresh = page.Events.Where(item => item.EventId > progress.HighestGiven).ToArray();
            foreach (PortalEvent item in fresh)
            {
                progress.Given(item.EventId!.Value, item.Date);
            }

            return fresh;
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
