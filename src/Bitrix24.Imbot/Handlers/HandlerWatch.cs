using System.Diagnostics;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The time of one run of a handler. When its time is over, or the bot ends and its grace is used up, it is asked to stop; where it hasn't stopped five seconds
/// later, it is given up. Time in which the handler waits for a person's answer doesn't count.
/// </summary>
internal sealed class HandlerWatch : IDisposable
{
    /// <summary>How long a handler may take to stop when it is asked to.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly object gate = new();
    private readonly HandlerLimits limits;
    private readonly Action<StopReason> giveUp;
    private readonly Timer overdue;
    private readonly Timer ending;
    private readonly Timer stopped;
    private readonly CancellationTokenRegistration registration;
    private readonly Stopwatch counted = Stopwatch.StartNew();
    private Action? stop;
    private int pauses;
    private bool isOver;

    /// <param name="limits">How long the handler may run.</param>
    /// <param name="giveUp">Called on another thread when the handler hasn't stopped. Its outcome counts no more then.</param>
    public HandlerWatch(HandlerLimits limits, Action<StopReason> giveUp)
    {
        this.limits = limits;
        this.giveUp = giveUp;
        overdue = new Timer(_ => Ask(StopReason.Overdue));
        ending = new Timer(_ => Ask(StopReason.Ending));
        stopped = new Timer(_ => GiveUp());
        overdue.Change(limits.Timeout, Timeout.InfiniteTimeSpan);
        registration = limits.Ending.Register(() => Start(ending, limits.Grace));
    }

    /// <summary>Why the handler was asked to stop.</summary>
    public StopReason Reason { get; private set; }

    /// <summary>Whether the handler didn't stop in time.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Says how the handler is stopped, which must not wait for its end.</summary>
    public void StopBy(Action stopping)
    {
        bool isDue;
        lock (gate)
        {
            stop = stopping;
            isDue = Reason != StopReason.None && !isOver;
        }

        if (isDue)
        {
            stopping();
        }
    }

    /// <summary>From here on until it is disposed the handler waits for a person.</summary>
    public IDisposable Pause()
    {
        lock (gate)
        {
            if (pauses++ == 0)
            {
                counted.Stop();
                Set(overdue, Timeout.InfiniteTimeSpan);
            }
        }

        return new Resumption(this);
    }

    /// <summary>The handler has ended; nothing is called any more.</summary>
    public void Dispose()
    {
        // Outside of the lock: disposal waits for a callback that runs, which may need the lock.
        registration.Dispose();
        lock (gate)
        {
            isOver = true;
            stop = null;
            overdue.Dispose();
            ending.Dispose();
            stopped.Dispose();
        }
    }

    private void Resume()
    {
        lock (gate)
        {
            if (--pauses == 0)
            {
                counted.Start();
                TimeSpan left = limits.Timeout - counted.Elapsed;
                Set(overdue, left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
        }
    }

    private void Ask(StopReason reason)
    {
        Action? stopping;
        lock (gate)
        {
            if (isOver || Reason != StopReason.None)
            {
                return;
            }

            Reason = reason;
            stopping = stop;
            Set(stopped, StopTime);
        }

        stopping?.Invoke();
    }

    private void GiveUp()
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            IsGivenUp = true;
            isOver = true;
        }

        giveUp(Reason);
    }

    private void Start(Timer timer, TimeSpan time)
    {
        lock (gate)
        {
            Set(timer, time);
        }
    }

    private void Set(Timer timer, TimeSpan time)
    {
        if (!isOver)
        {
            timer.Change(time, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Resumption(HandlerWatch watch) : IDisposable
    {
        private HandlerWatch? watch = watch;

        public void Dispose() => Interlocked.Exchange(ref watch, null)?.Resume();
    }
}
