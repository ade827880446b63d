using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// The events of a queue that were delivered and handled, in memory and on disk. The offset deletes all events below it on the portal, so it moves
/// only up to the oldest event that is not done. Without a store, it is kept only in memory. Thread-safe.
/// </summary>
internal sealed class HandledEvents(OffsetStore? store, string? donePath) : IDisposable
{
    /// <summary>
    /// Deletes nothing, because no event has a lower number. It also bypasses the portal's cache: without an offset, an empty queue is cached for up
    /// to a minute (docs/portal/events.md, "Queue").
    /// </summary>
    private const long Beginning = 1;

    /// <summary>Dates have a precision of one second, and simultaneous events can be stored out of order.</summary>
    private static readonly TimeSpan DateTolerance = TimeSpan.FromMinutes(1);

    private readonly object gate = new();
    private readonly DoneEvents? doneEvents = donePath is null ? null : new DoneEvents(donePath);
    private readonly EventProgress progress = new();

    /// <summary>Several times the maximum page size: the portal never shows more at once.</summary>
    private readonly RecentContents unnumbered = new(10_000);

    /// <summary>The offset up to which events are done. The store may not contain it yet.</summary>
    private OffsetSlot? reached;
    private long offset = Beginning;
    private long confirmed = Beginning;
    private bool isClosed;
    private string? trouble;

    /// <summary>All events below this number are done.</summary>
    public long Offset => Locked(() => offset);

    /// <summary>Whether the portal has received the offset.</summary>
    public bool IsConfirmed => Locked(() => offset <= confirmed);

    /// <summary>Number of events that were delivered and are not done.</summary>
    public int OpenCount => Locked(() => progress.OpenCount);

    /// <summary>Whether another process could open the same store, because the system doesn't lock it.</summary>
    public bool IsUnprotected => store is { IsUnprotected: true };

    /// <summary>Opens the files.</summary>
    /// <returns>The saved offset, which <see cref="Continue"/> adopts; null if there is none.</returns>
    /// <exception cref="B24Exception">The errors of <see cref="OffsetStore.Open"/>.</exception>
    public OffsetSlot? Open()
    {
        store?.Open();
        StateFiles.Run(() => doneEvents?.Open(), EventErrors.OffsetStoreUnreadable, $"{donePath} could not be read");

        return store?.Current;
    }

    /// <param name="kept">The saved offset.</param>
    /// <param name="waiting">The oldest events that the portal has.</param>
    /// <exception cref="B24Exception"><see cref="EventErrors.OffsetStoreAhead"/>: the portal has restarted its numbering.</exception>
    public void Continue(OffsetSlot kept, IReadOnlyList<PortalEvent> waiting)
    {
        foreach (PortalEvent item in waiting)
        {
            if (item.EventId < kept.Offset && item.Date - kept.Date > DateTolerance)
            {
                throw EventErrors.OffsetStoreAhead.With(
                    $"According to the offset store, all events below {kept.Offset} are done and the last one dates from {kept.Date:u}, but the portal still has event {item.EventId} from {item.Date:u}.");
            }
        }

        offset = kept.Offset;
    }

    /// <summary>Selects the events of a page that were not delivered before and are not done.</summary>
    public IReadOnlyList<PortalEvent> SelectNew(EventPage page, ICallObserver? observer)
    {
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

        return fresh;
    }

    /// <summary>Marks an event as done.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.OffsetStoreNotWritten"/>.</exception>
    public void Done(PortalEvent handled)
    {
        lock (gate)
        {
            Complete(handled);
        }
    }

    /// <summary>Marks an event as done that was never delivered.</summary>
    /// <param name="skipped">The event.</param>
    /// <param name="number">Its number.</param>
    public void Skip(PortalEvent skipped, long number)
    {
        lock (gate)
        {
            progress.OnDelivered(skipped, number);
            CompleteOrNote(skipped);
        }
    }

    /// <summary>
    /// Whether an event was handled by a process with the same offset store. False without a store: processes that only save events for the next
    /// reader mark them as done in the same file.
    /// </summary>
    public bool WasDone(PortalEvent item) => store is not null && Locked(() => IsDoneBefore(item)
        || (store.Current is { } kept && item.UsableId < kept.Offset && item.Date - kept.Date <= DateTolerance));

    /// <summary>Saves an offset that could not be saved before. A failure is noted for <see cref="ReportTrouble"/>.</summary>
    public void Save()
    {
        lock (gate)
        {
            try
            {
                Keep();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException || (exception is B24Exception known && StorageTrouble.MayPass(known)))
            {
                trouble = exception.Message;
            }
        }
    }

    /// <summary>Forgets finished events that the portal has deleted, because they can't be returned again.</summary>
    /// <param name="sent">The offset that the portal received.</param>
    public void OnConfirmed(long sent)
    {
        lock (gate)
        {
            confirmed = Math.Max(confirmed, sent);
            if (store is not null)
            {
                return;
            }

            try
            {
                doneEvents?.Forget(confirmed);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Extra entries are harmless.
                trouble = exception.Message;
            }
        }
    }

    /// <summary>Reports a failure to save progress, once.</summary>
    public void ReportTrouble(ICallObserver? observer)
    {
        if (observer is not null && Interlocked.Exchange(ref trouble, null) is { } lost)
        {
            observer.Warn(lost);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            store?.Dispose();
            doneEvents?.Dispose();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
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
            trouble = exception.Message;
        }
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
                if (isClosed)
                {
                    doneEvents?.Dispose();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The event is done. It is delivered again only if the process is killed before the older events are done.
            trouble = $"Finished events can't be saved to {donePath} and are delivered again if the bot is killed: {exception.Message}";
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

    private bool IsDoneBefore(PortalEvent item) => doneEvents?.Contains(item) == true;
}
