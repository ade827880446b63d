using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>Brings what happens in a call, on any thread, to the pipeline thread, the only one that may write.</summary>
internal sealed class CallMessages : ICallObserver
{
    private const int ProgressId = 24;

    private static readonly TimeSpan WorthShowing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressStep = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<Action> queue = new();
    private readonly SafeOutputCmdlet cmdlet;

    // Never asked for its wait handle and therefore not in need of disposal, which the last signal might come after.
    private readonly ManualResetEventSlim news = new();
    private string? waitsFor;
    private Stopwatch? waitsFrom;
    private TimeSpan waitTime;

    /// <param name="cmdlet">The cmdlet for which the calls are made.</param>
    /// <param name="wantsDetail">Whether verbose lines are shown.</param>
    /// <param name="wantsBodies">Whether requests and answers are shown.</param>
    public CallMessages(SafeOutputCmdlet cmdlet, bool wantsDetail, bool wantsBodies)
    {
        this.cmdlet = cmdlet;
        WantsDetail = wantsDetail;
        WantsBodies = wantsBodies;
    }

    /// <inheritdoc />
    public bool WantsDetail { get; }

    /// <inheritdoc />
    public bool WantsBodies { get; }

    /// <summary>Whether something is to be written, or to be taken off the screen.</summary>
    public bool HasNews => waitsFor is not null || !queue.IsEmpty;

    /// <inheritdoc />
    public void Report(string line) => Put(() => cmdlet.WriteDetail(line));

    /// <inheritdoc />
    public void Warn(string line) => Put(() => cmdlet.WriteWarning(line));

    /// <inheritdoc />
    public void Warn(string line, B24Exception failure) =>
        Warn($"{line} {failure.Message} {B24Exception.WithoutLookFirst(PowerShellAdvice.For(failure).RecommendedAction)}");

    /// <inheritdoc />
    public void Show(string text) => Put(() => cmdlet.WriteDebug(text));

    /// <inheritdoc />
    public void Wait(string reason, TimeSpan time) => Put(() =>
    {
        cmdlet.WriteDetail($"{reason}, in {time.TotalSeconds:0.0} s");
        if (time >= WorthShowing)
        {
            waitsFor = reason;
            waitsFrom = Stopwatch.StartNew();
            waitTime = time;
        }
    });

    /// <summary>Something goes forward that takes its time.</summary>
    public void ShowProgress(ProgressRecord record) => Put(() => cmdlet.WriteProgress(record));

    /// <summary>Has something done on the pipeline thread, in its turn, while a cmdlet waits there.</summary>
    public void Put(Action write)
    {
        queue.Enqueue(write);
        news.Set();
    }

    /// <summary>Makes the pipeline thread look around.</summary>
    public void Wake() => news.Set();

    /// <summary>
    /// Writes messages, and runs what other threads hand over, until the task has ended and all is done. The task's own error is left to the caller.
    /// </summary>
    public void WriteUntilDone(Task task, WaitingCmdlet waiting)
    {
        if (!task.IsCompleted)
        {
            task.ContinueWith(
                static (_, state) => ((CallMessages)state!).news.Set(),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        while (true)
        {
            bool done = task.IsCompleted;
            news.Reset();
            while (queue.TryDequeue(out Action? write))
            {
                EndWait();
                write();
            }

            waiting.RunSteps();
            if (done)
            {
                EndWait();
                return;
            }

            // The reset above came before the look at the queue: whatever comes after that look sets the signal again.
            if (!task.IsCompleted)
            {
                Pause();
            }
        }
    }

    /// <summary>Waits for news. Meanwhile counts a wait down, and lets actions of events run.</summary>
    private void Pause()
    {
        if (waitsFor is not null)
        {
            int seconds = (int)Math.Ceiling((waitTime - waitsFrom!.Elapsed).TotalSeconds);
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Bitrix24", waitsFor) { SecondsRemaining = Math.Max(seconds, 0) });
        }

        bool hasActions = EventActions.AreRegistered(cmdlet);
        TimeSpan step = hasActions ? EventActions.Step : waitsFor is null ? Timeout.InfiniteTimeSpan : ProgressStep;
        if (!news.Wait(step) && hasActions)
        {
            EventActions.Run(cmdlet);
        }
    }

    private void EndWait()
    {
        if (waitsFor is not null)
        {
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Bitrix24", waitsFor) { RecordType = ProgressRecordType.Completed });
            waitsFor = null;
        }
    }
}
