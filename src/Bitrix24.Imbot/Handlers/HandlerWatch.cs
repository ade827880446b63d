using System.Diagnostics;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The timer of a handler run. When its time or, if the bot is stopping, its grace period is over, the handler is asked to stop. If it doesn't stop within five seconds,
/// it is abandoned. The time of questions to people doesn't count.
/// </summary>
internal sealed class HandlerWatch : IDisposable
{
    /// <summary>The time that a handler has to stop.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly object gate = new();
    private readonly HandlerLimits limits;
    private readonly Action<StopReason> abandon;
    private readonly Timer overdue;
    private readonly Timer ending;
    private readonly Timer stopped;
    private readonly CancellationTokenRegistration registration;
    private readonly Stopwatch counted = Stopwatch.StartNew();
    private Action? stop;
    private int pauses;
    private bool isOver;

    /// <summary>Starts the timer. The action is called on another thread when the handler is abandoned. Its result no longer counts.</summary>
    public HandlerWatch(HandlerLimits limits, Action<StopReason> abandon)
    {
        this.limits = limits;
        this.abandon = abandon;
        overdue = new Timer(_ => Ask(StopReason.Overdue));
        ending = new Timer(_ => Ask(StopReason.Ending));
        stopped = new Timer(_ => Abandon());
        overdue.Change(limits.Timeout, Timeout.InfiniteTimeSpan);
        registration = limits.Ending.Register(() => Set(ending, limits.Grace));
    }

    public StopReason Reason { get; private set; }

    /// <summary>Whether the handler didn't stop in time and was abandoned.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Sets the action that stops the handler. It must not wait.</summary>
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

    /// <summary>Pauses the timer until it is disposed, while the handler waits for a person.</summary>
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

    /// <summary>Ends the timer. No actions are called afterward.</summary>
    public void Dispose()
    {
        // Outside the lock, because disposal waits for a running callback, which can need the lock.
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

    private void Abandon()
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            IsAbandoned = true;
            isOver = true;
        }

        abandon(Reason);
    }

    private void Set(Timer timer, TimeSpan time)
    {
        lock (gate)
        {
            if (!isOver)
            {
                timer.Change(time, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Resumption(HandlerWatch watch) : IDisposable
    {
        private HandlerWatch? watch = watch;

        public void Dispose() => Interlocked.Exchange(ref watch, null)?.Resume();
    }
}

/// <summary>The reason why a handler is asked to stop.</summary>
internal enum StopReason
{
    None,
    Overdue,

    /// <summary>The bot is stopping, and the grace period is over.</summary>
    Ending,
}
