using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Decides how often to poll a queue: often while people write to a bot, and less often the longer no one has written. An event waits at most an
/// eighth of the time since the event before it, and never longer than the interval. Polling leaves room for all other requests.
/// </summary>
internal sealed class PollingPace(TimeSpan interval, Func<int, bool> hasRoomFor, IClock clock)
{
    /// <summary>The pause between two polls during a conversation.</summary>
    public static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The same pause if the request limit leaves less room. It is half of what the limit of most plans allows.</summary>
    private static readonly TimeSpan Moderate = TimeSpan.FromSeconds(1);

    /// <summary>An event waits at most this part of the time without events.</summary>
    private const int Share = 8;

    /// <summary>Number of free requests that frequent polling, and any polling faster than the interval, must leave.</summary>
    private const int RoomForFastPolling = 25;
    private const int RoomForPolling = 10;

    private readonly object gate = new();
    private TimeSpan? activeAt;
    private TaskCompletionSource<bool> quickened = NewSignal();

    public TimeSpan Pause
    {
        get
        {
            TimeSpan? active;
            lock (gate)
            {
                active = activeAt;
            }

            if (active is not { } since || !hasRoomFor(RoomForPolling))
            {
                return interval;
            }

            TimeSpan min = hasRoomFor(RoomForFastPolling) ? MinPause : Moderate;
            long wanted = Math.Max(min.Ticks, (clock.Elapsed - since).Ticks / Share);
            return TimeSpan.FromTicks(Math.Min(interval.Ticks, wanted));
        }
    }

    /// <summary>Records that a person was active or that the bot finished an event.</summary>
    public void Activity()
    {
        lock (gate)
        {
            activeAt = clock.Elapsed;
        }
    }

    /// <summary>Records that an event is expected soon, and ends the current wait.</summary>
    public void Quicken()
    {
        Activity();
        TaskCompletionSource<bool> waiting;
        lock (gate)
        {
            waiting = quickened;
            quickened = NewSignal();
        }

        waiting.TrySetResult(true);
    }

    /// <summary>Waits for the full interval, if polling now would return nothing new.</summary>
    public Task WaitLongAsync(CancellationToken cancellation) => clock.DelayAsync(interval, cancellation);

    public async Task WaitAsync(CancellationToken cancellation)
    {
        Task signal;
        lock (gate)
        {
            signal = quickened.Task;
        }

        using CancellationTokenSource early = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(clock.DelayAsync(Pause, early.Token), signal).ConfigureAwait(false);
        early.Cancel();
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
