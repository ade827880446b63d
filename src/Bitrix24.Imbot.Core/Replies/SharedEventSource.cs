using System.Collections.Concurrent;
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
    private readonly Dictionary<long, Aside> asides = [];
    private bool holdsQuestions;

    /// <param name="inner">Where the events come from. Belongs to this source from now on.</param>
    /// <param name="folder">The bot's folder.</param>
    /// <param name="clock">Time.</param>
    public SharedEventSource(IEventSource inner, string folder, IClock clock)
    {
        this.inner = inner;
        this.folder = folder;
        this.clock = clock;
        board = new QuestionBoard(folder);
    }

    /// <inheritdoc />
    public bool IsOpen => inner.IsOpen;

    /// <summary>The one that reads for a bot in this process; null where none does.</summary>
    public static SharedEventSource? RunningFor(string folder) => Running.TryGetValue(folder, out SharedEventSource? source) ? source : null;

    /// <inheritdoc />
    public async Task StartAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        await inner.StartAsync(observer, cancellation).ConfigureAwait(false);
        foreach (PortalEvent item in board.ReadAside(clock.UtcNow))
        {
            if (item.EventId is { } id)
            {
                asides[id] = new Aside(item);
                ready.Enqueue(item);
            }
        }

        if (ready.Count > 0)
        {
            observer?.Tell($"{ready.Count} events came while nobody handled any, and are given first.");
        }

        Running[folder] = this;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        while (true)
        {
            await reading.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (TakeReady() is { Count: > 0 } events)
                {
                    return events;
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
        PortalEvent? twin = null;
        lock (gate)
        {
            if (handled.EventId is not { } id || !asides.TryGetValue(id, out Aside? aside) || !ReferenceEquals(aside.Item, handled))
            {
                twin = handled;
            }
            else
            {
                aside.IsDone = true;
                twin = aside.Twin;
            }
        }

        if (!ReferenceEquals(twin, handled))
        {
            board.RemoveAside(handled);
        }

        if (twin is not null)
        {
            inner.Done(twin);
        }
    }

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

    private async Task ReadAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        if (unsorted.Count == 0)
        {
            foreach (PortalEvent item in await inner.NextAsync(observer, cancellation).ConfigureAwait(false))
            {
                unsorted.Enqueue(item);
            }

            holdsQuestions = board.HoldsQuestions();
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
        if (IsTwinOfAside(item, out bool isDone))
        {
            if (isDone)
            {
                inner.Done(item);
            }

            return;
        }

        switch (await board.RouteAsync(item, holdsQuestions, cancellation).ConfigureAwait(false))
        {
            case Routing.Delivered:
                observer?.Tell($"Event {item.EventId}, {item.Type}, answers a question and was given to the one who asked.");
                inner.Done(item);
                break;
            case Routing.Dropped:
                observer?.Tell($"Event {item.EventId}, {item.Type}, is a button of a question that nobody waits for any more, or not for this user; it is passed over.");
                inner.Done(item);
                break;
            default:
                lock (gate)
                {
                    ready.Enqueue(item);
                }

                break;
        }
    }

    /// <summary>The portal may give an event again that was put aside: whoever did so could not tell it any more.</summary>
    private bool IsTwinOfAside(PortalEvent item, out bool isDone)
    {
        lock (gate)
        {
            if (item.EventId is { } id && asides.TryGetValue(id, out Aside? aside))
            {
                aside.Twin = item;
                isDone = aside.IsDone;
                return true;
            }
        }

        isDone = false;
        return false;
    }

    private List<PortalEvent> TakeReady()
    {
        lock (gate)
        {
            List<PortalEvent> events = [.. ready];
            ready.Clear();
            return events;
        }
    }

    private sealed class Aside(PortalEvent item)
    {
        public PortalEvent Item { get; } = item;

        public PortalEvent? Twin { get; set; }

        public bool IsDone { get; set; }
    }
}
