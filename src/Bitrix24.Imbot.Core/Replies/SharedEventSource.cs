using System.Collections.Concurrent;
using System.Globalization;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// A bot's events for the one who handles them, less those that answer a question of somebody else, and with those before them that came while
/// nobody handled any.
/// </summary>
internal sealed class SharedEventSource : IEventSource
{
    /// <summary>
    /// What the lock of the reader is between processes, this is inside of one: a handler that asks runs on the thread that reads, which then has to
    /// be read for by the question itself.
    /// </summary>
    private static readonly ConcurrentDictionary<string, SharedEventSource> Running = new(StringComparer.Ordinal);

    private readonly IEventSource inner;
    private readonly string folder;
    private readonly QuestionBoard board;
    private readonly IClock clock;
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly object gate = new();
    private readonly Queue<PortalEvent> unsorted = new();
    private readonly Queue<PortalEvent> ready = new();
    private readonly Dictionary<string, DeferredEvent> deferred = new(StringComparer.Ordinal);
    private readonly StorageTrouble storage;
    private readonly LatePress? latePress;
    private TaskCompletionSource<bool> arrival = NewArrival();
    private bool holdsQuestions;

    /// <param name="inner">Where the events come from. Belongs to this source from now on.</param>
    /// <param name="folder">The bot's folder.</param>
    /// <param name="clock">Time.</param>
    /// <param name="latePress">Answers presses of buttons whose question has ended; null for no answer.</param>
    public SharedEventSource(IEventSource inner, string folder, IClock clock, LatePress? latePress = null)
    {
        this.latePress = latePress;
        this.inner = inner;
        this.folder = folder;
        this.clock = clock;
        board = new QuestionBoard(folder);
        storage = new StorageTrouble(clock);
    }

    /// <inheritdoc />
    public bool IsOpen => inner.IsOpen;

    /// <summary>The one that reads for a bot in this process; null where none does.</summary>
    public static SharedEventSource? RunningFor(string folder) => Running.TryGetValue(folder, out SharedEventSource? source) ? source : null;

    /// <inheritdoc />
    public async Task StartAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        await inner.StartAsync(observer, cancellation).ConfigureAwait(false);
        foreach ((PortalEvent item, string path) in board.ReadDeferred(clock.UtcNow, line => observer?.Warn(line)))
        {
            if (inner.WasDone(item))
            {
                board.RemoveDeferred(path);
                continue;
            }

            string key = KeyOf(item);
            if (!deferred.TryGetValue(key, out DeferredEvent? kept))
            {
                deferred[key] = kept = new DeferredEvent();
            }

            kept.Paths[item] = path;
            ready.Enqueue(item);
        }

        if (ready.Count > 0)
        {
            observer?.Report($"{ready.Count} events came while nobody handled any, and are given first.");
        }

        Running[folder] = this;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        while (true)
        {
            if (DequeueReady(out Task arrived) is { Count: > 0 } events)
            {
                return events;
            }

            if (!await AcquireTurnUnlessAsync(arrived, cancellation).ConfigureAwait(false))
            {
                continue;
            }

            try
            {
                if (DequeueReady(out _) is { Count: > 0 } meanwhile)
                {
                    return meanwhile;
                }

                await ReadAsync(observer, cancellation).ConfigureAwait(false);
            }
            finally
            {
                reading.Release();
            }
        }
    }

    /// <summary>Reads some events for one who waits for an answer, unless somebody else reads at this moment. What answers no question waits for <see cref="NextAsync"/>.</summary>
    /// <returns>False where somebody else reads.</returns>
    public async Task<bool> TryReadAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        if (!await reading.WaitAsync(TimeSpan.Zero, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            await ReadAsync(observer, cancellation).ConfigureAwait(false);
            return true;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <inheritdoc />
    public void Done(PortalEvent handled)
    {
        // Each step can be repeated: after an error this is called again for the same event.
        DeferredEvent? kept;
        string? path = null;
        lock (gate)
        {
            if (deferred.TryGetValue(KeyOf(handled), out kept))
            {
                kept.Paths.TryGetValue(handled, out path);
            }
        }

        if (path is not null)
        {
            board.RemoveDeferred(path);
        }

        List<PortalEvent> done = [handled];
        lock (gate)
        {
            if (kept is not null)
            {
                kept.Paths.Remove(handled);
                done = kept.IsDone ? [.. kept.Redelivered] : [];
            }
        }

        foreach (PortalEvent item in done)
        {
            inner.Done(item);
        }
    }

    /// <inheritdoc />
    public void Quicken() => inner.Quicken();

    /// <inheritdoc />
    public bool WasDone(PortalEvent item) => inner.WasDone(item);

    /// <inheritdoc />
    public Task FinishAsync(ICallObserver? observer, CancellationToken cancellation) => inner.FinishAsync(observer, cancellation);

    /// <inheritdoc />
    public void Dispose()
    {
        if (RunningFor(folder) == this)
        {
            Running.TryRemove(folder, out _);
        }

        inner.Dispose();
    }

    /// <summary>
    /// Waits for the turn to read. One who waits for an answer may have it until the next event comes, which can be long; what he has found before is not left
    /// lying until then.
    /// </summary>
    /// <returns>False where there are events to give instead.</returns>
    private async Task<bool> AcquireTurnUnlessAsync(Task arrived, CancellationToken cancellation)
    {
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task turn = reading.WaitAsync(giveUp.Token);
        await Task.WhenAny(turn, arrived).ConfigureAwait(false);
        giveUp.Cancel();
        try
        {
            await turn.ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task ReadAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        if (unsorted.Count == 0)
        {
            foreach (PortalEvent item in await inner.NextAsync(observer, cancellation).ConfigureAwait(false))
            {
                unsorted.Enqueue(item);
            }

            holdsQuestions = true;
            holdsQuestions = await storage.RunAsync(() => Task.FromResult(board.HoldsQuestions()), observer, cancellation).ConfigureAwait(false);
        }

        // An event leaves the queue when it has its place: a wait that is broken off in between loses none.
        while (unsorted.Count > 0)
        {
            await SortAsync(unsorted.Peek(), observer, cancellation).ConfigureAwait(false);
            unsorted.Dequeue();
        }
    }

    private async Task SortAsync(PortalEvent item, ICallObserver? observer, CancellationToken cancellation)
    {
        if (IsRedelivered(item, out bool isDone))
        {
            if (isDone)
            {
                await KeepDoneAsync(item, observer, cancellation).ConfigureAwait(false);
            }

            return;
        }

        switch (await storage.RunAsync(() => board.RouteAsync(item, holdsQuestions, cancellation), observer, cancellation).ConfigureAwait(false))
        {
            case Routing.Delivered:
                observer?.Report($"Event {item.EventId}, {item.Type}, answers a question and was given to the one who asked.");
                await KeepDoneAsync(item, observer, cancellation).ConfigureAwait(false);
                break;
            case Routing.Late:
                observer?.Report($"Event {item.EventId}, {item.Type}, is a press of a button of a question that has ended.");
                await KeepDoneAsync(item, observer, cancellation).ConfigureAwait(false);
                if (latePress is not null)
                {
                    await latePress.AnswerAsync(item, observer, cancellation).ConfigureAwait(false);
                }

                break;
            case Routing.Dropped:
                observer?.Report($"Event {item.EventId}, {item.Type}, is a press of a button that does not count for user {item.UserId}; it is skipped.");
                await KeepDoneAsync(item, observer, cancellation).ConfigureAwait(false);
                break;
            default:
                lock (gate)
                {
                    ready.Enqueue(item);
                    arrival.TrySetResult(true);
                }

                break;
        }
    }

    private Task KeepDoneAsync(PortalEvent item, ICallObserver? observer, CancellationToken cancellation) =>
        storage.RunAsync(() => inner.Done(item), observer, cancellation);

    /// <summary>The portal may deliver a deferred event again: the process that deferred it could not confirm it any more.</summary>
    private bool IsRedelivered(PortalEvent item, out bool isDone)
    {
        lock (gate)
        {
            if (deferred.TryGetValue(KeyOf(item), out DeferredEvent? kept))
            {
                kept.Redelivered.Add(item);
                isDone = kept.IsDone;
                return true;
            }
        }

        isDone = false;
        return false;
    }

    /// <param name="arrived">Ends when there are more.</param>
    private List<PortalEvent> DequeueReady(out Task arrived)
    {
        lock (gate)
        {
            List<PortalEvent> events = [.. ready];
            ready.Clear();
            if (arrival.Task.IsCompleted)
            {
                arrival = NewArrival();
            }

            arrived = arrival.Task;
            return events;
        }
    }

    private static TaskCompletionSource<bool> NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>By what an event is known that comes twice: its number, or its content where it has none.</summary>
    private static string KeyOf(PortalEvent item) => item.UsableId?.ToString(CultureInfo.InvariantCulture) ?? item.RawText;

    private sealed class DeferredEvent
    {
        /// <summary>The events that lie in files and are not done: of one number there may be several.</summary>
        public Dictionary<PortalEvent, string> Paths { get; } = [];

        /// <summary>The same as the portal gave them again.</summary>
        public List<PortalEvent> Redelivered { get; } = [];

        public bool IsDone => Paths.Count == 0;
    }
}
