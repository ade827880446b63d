using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Schedules events for handlers. Events of the same dialog are handled in order; events of different dialogs are handled concurrently up to a limit. Not thread-safe.
/// </summary>
internal sealed class DialogLanes(int limit, Action<PortalEvent> start)
{
    private readonly Dictionary<string, Queue<PortalEvent>> lanes = new(StringComparer.Ordinal);
    private readonly Queue<string> ready = new();
    private TaskCompletionSource<bool>? idle;
    private int running;
    private bool isClosed;

    public void Add(PortalEvent item)
    {
        string key = KeyOf(item);
        if (!lanes.TryGetValue(key, out Queue<PortalEvent>? lane))
        {
            lanes[key] = lane = new Queue<PortalEvent>();
            ready.Enqueue(key);
        }

        lane.Enqueue(item);
        StartReady();
    }

    /// <summary>Reports that an event was handled, which allows the next one of its dialog to start.</summary>
    public void OnEnded(PortalEvent item)
    {
        running--;
        string key = KeyOf(item);
        if (lanes[key].Count == 0)
        {
            lanes.Remove(key);
        }
        else
        {
            ready.Enqueue(key);
        }

        StartReady();
    }

    /// <summary>Starts no more events.</summary>
    public void Close()
    {
        isClosed = true;
        CompleteWhenIdle();
    }

    /// <summary>Completes when nothing is running and nothing can start.</summary>
    public Task WhenIdle()
    {
        idle ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        CompleteWhenIdle();
        return idle.Task;
    }

    private void StartReady()
    {
        while (!isClosed && running < limit && ready.Count > 0)
        {
            running++;
            start(lanes[ready.Dequeue()].Dequeue());
        }

        CompleteWhenIdle();
    }

    private void CompleteWhenIdle()
    {
        if (running == 0 && (isClosed || ready.Count == 0))
        {
            idle?.TrySetResult(true);
        }
    }

    /// <summary>Events without a dialog are handled in order.</summary>
    private static string KeyOf(PortalEvent item) => item.DialogId ?? string.Empty;
}
