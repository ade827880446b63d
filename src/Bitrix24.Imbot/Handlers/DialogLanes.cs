using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Events on their way to handlers: those of one dialog one after the other, those of different dialogs side by side up to a limit. Belongs to one thread.
/// </summary>
internal sealed class DialogLanes
{
    private readonly Dictionary<string, Queue<PortalEvent>> lanes = new(StringComparer.Ordinal);
    private readonly Queue<string> ready = new();
    private readonly Action<PortalEvent> start;
    private readonly int limit;
    private TaskCompletionSource<bool>? idle;
    private bool isClosed;

    /// <param name="limit">Handlers at the same time at most.</param>
    /// <param name="start">Begins the work on an event; its end is told by <see cref="Ended"/>.</param>
    public DialogLanes(int limit, Action<PortalEvent> start)
    {
        this.limit = limit;
        this.start = start;
    }

    /// <summary>Handlers that run.</summary>
    public int RunningCount { get; private set; }

    /// <summary>An event came.</summary>
    public void Add(PortalEvent item)
    {
        string key = KeyOf(item);
        if (!lanes.TryGetValue(key, out Queue<PortalEvent>? lane))
        {
            lanes[key] = lane = new Queue<PortalEvent>();
            ready.Enqueue(key);
        }

        lane.Enqueue(item);
        StartWhatMay();
    }

    /// <summary>The work on an event has ended; the next of its dialog may begin.</summary>
    public void Ended(PortalEvent item)
    {
        RunningCount--;
        string key = KeyOf(item);
        if (lanes[key].Count == 0)
        {
            lanes.Remove(key);
        }
        else
        {
            ready.Enqueue(key);
        }

        StartWhatMay();
    }

    /// <summary>Begins nothing more.</summary>
    public void Close()
    {
        isClosed = true;
        CompleteWhenIdle();
    }

    /// <summary>Ends when nothing runs and nothing is left that may begin.</summary>
    public Task WhenIdle()
    {
        idle ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        CompleteWhenIdle();
        return idle.Task;
    }

    private void StartWhatMay()
    {
        while (!isClosed && RunningCount < limit && ready.Count > 0)
        {
            RunningCount++;
            start(lanes[ready.Dequeue()].Dequeue());
        }

        CompleteWhenIdle();
    }

    private void CompleteWhenIdle()
    {
        if (RunningCount == 0 && (isClosed || ready.Count == 0))
        {
            idle?.TrySetResult(true);
        }
    }

    /// <summary>What belongs to no dialog keeps its own order.</summary>
    private static string KeyOf(PortalEvent item) => item.DialogId ?? string.Empty;
}
