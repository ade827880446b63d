using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// How often a queue is looked into. While people write to a bot, it is looked into often; the longer nobody has written, the more rarely. An event never waits
/// longer than an eighth of the time since the one before it, or than the interval. Looks give way to everything else that is sent.
/// </summary>
internal sealed class PollingPace
{
    /// <summary>Between two looks while a dialog is alive.</summary>
    public static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The same while the portal's request limit has less room. It is half of what the limit of most plans allows.</summary>
    private static readonly TimeSpan Moderate = TimeSpan.FromSeconds(1);

    /// <summary>The part of the time without events that the next one may wait.</summary>
    private const int Share = 8;

    /// <summary>Requests for which looks leave room: frequent ones, and those that are more frequent than the interval at all.</summary>
    private const int RoomForFastPolling = 25;
    private const int RoomForPolling = 10;

    private readonly TimeSpan interval;
    private readonly Func<int, bool> hasRoomFor;
    private readonly IClock clock;
    private readonly object gate = new();
    private TimeSpan? activeAt;
    private TaskCompletionSource<bool> quickened = NewSignal();

    /// <param name="interval">Between two looks while nobody writes.</param>
    /// <param name="hasRoomFor">Whether the portal's request limit leaves room for so many requests.</param>
    /// <param name="clock">Time.</param>
    public PollingPace(TimeSpan interval, Func<int, bool> hasRoomFor, IClock clock)
    {
        this.interval = interval;
        this.hasRoomFor = hasRoomFor;
        this.clock = clock;
    }

    /// <summary>How long to wait before the next look.</summary>
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

    /// <summary>A person did something, or the bot was done with it.</summary>
    public void Activity()
    {
        lock (gate)
        {
            activeAt = clock.Elapsed;
        }
    }

    /// <summary>A person is about to do something: a wait that is under way ends early.</summary>
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

    /// <summary>Waits as if nobody wrote: a look would give nothing new.</summary>
    public Task WaitLongAsync(CancellationToken cancellation) => clock.DelayAsync(interval, cancellation);

    /// <summary>Waits until the next look is due.</summary>
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
