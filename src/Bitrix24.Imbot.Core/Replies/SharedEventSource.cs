using System.Collections.Concurrent;
using System.Globalization;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// The events of a bot for the process that handles them, without those that answer a question, and starting with those that arrived while no process
/// handled events. Disposes the inner source.
/// </summary>
internal sealed class SharedEventSource(IEventSource inner, string folder, IClock clock, LatePress? latePress = null)
    : IEventSource
{
    /// <summary>
    /// The sources of this process by folder. The reader lock works only between processes. Within a process, a handler that asks a question runs on
    /// the reading thread, so the question must read the events itself.
    /// </summary>
    private static readonly ConcurrentDictionary<string, SharedEventSource> Running = new(StringComparer.Ordinal);

    private readonly QuestionBoard board = new(folder);
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly object gate = new();
    private readonly Queue<PortalEvent> unsorted = new();
    private readonly Queue<PortalEvent> ready = new();
    private readonly Dictionary<string, DeferredEvent> deferred = new(StringComparer.Ordinal);
    private readonly StorageTrouble storage = new(clock);
    private TaskCompletionSource<bool> arrival = NewArrival();
    private bool holdsQuestions;

    public bool IsOpen => inner.IsOpen;

    /// <summary>The source that reads for a bot in this process; null if there is none.</summary>
    public static SharedEventSource? RunningFor(string folder) => Running.TryGetValue(folder, out SharedEventSource? source) ? source : null;

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
            observer?.Report($"Delivering {ready.Count} events that arrived while the bot was not running.");
        }

        Running[folder] = this;
    }

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

    /// <summary>
    /// Reads events for a question, unless another reader is active. Events that answer no question wait for <see cref="NextAsync"/>.
    /// </summary>
    /// <returns>False if another reader is active.</returns>
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

    public void Done(PortalEvent handled)
    {
        // Each step can be repeated: after an error, this method is called again for the same event.
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

    public void Quicken() => inner.Quicken();

    public bool WasDone(PortalEvent item) => inner.WasDone(item);

    public Task FinishAsync(ICallObserver? observer, CancellationToken cancellation) => inner.FinishAsync(observer, cancellation);

    public void Dispose()
    {
        if (RunningFor(folder) == this)
        {
            Running.TryRemove(folder, out _);
        }

        inner.Dispose();
    }

    /// <summary>
    /// Waits for its turn to read. A question may hold it until the next event, possibly for a long time. Events that it has found are delivered
    /// earlier.
    /// </summary>
    /// <returns>False if there are events to deliver instead.</returns>
    private async Task<bool> AcquireTurnUnlessAsync(Task arrived, CancellationToken cancellation)
    {
        using CancellationTokenSource stopWaiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task turn = reading.WaitAsync(stopWaiting.Token);
        await Task.WhenAny(turn, arrived).ConfigureAwait(false);
        stopWaiting.Cancel();
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

        // An event is removed only after it has been stored in its place, so a canceled wait loses none.
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
                observer?.Report($"Event {item.EventId}, {item.Type}, answers a question and was passed to the process that asked.");
                await KeepDoneAsync(item, observer, cancellation).ConfigureAwait(false);
                break;
            case Routing.Late:
                observer?.Report($"Event {item.EventId}, {item.Type}, is a press of a button whose question has ended.");
                await KeepDoneAsync(item, observer, cancellation).ConfigureAwait(false);
                if (latePress is not null)
                {
                    await latePress.AnswerAsync(item, observer, cancellation).ConfigureAwait(false);
                }

                break;
            case Routing.Dropped:
                observer?.Report($"Event {item.EventId}, {item.Type}, is a press of a button that doesn't count for user {item.UserId}. It is skipped.");
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

    /// <summary>The portal may return a saved event again if the process that saved it couldn't confirm it.</summary>
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

    /// <param name="arrived">Completes when there are more events.</param>
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

    /// <summary>The key to recognize repeated events: the number, or the content if there is none.</summary>
    private static string KeyOf(PortalEvent item) => item.UsableId?.ToString(CultureInfo.InvariantCulture) ?? item.RawText;

    private sealed class DeferredEvent
    {
        /// <summary>The saved events that are not done. Several can have the same number.</summary>
        public Dictionary<PortalEvent, string> Paths { get; } = [];

        /// <summary>The same events, if the portal returned them again.</summary>
        public List<PortalEvent> Redelivered { get; } = [];

        public bool IsDone => Paths.Count == 0;
    }
}
