using System.Collections.Concurrent;
using System.Diagnostics;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>Transfers messages of calls from any thread to the pipeline thread, the only thread that can write.</summary>
internal sealed class CallMessages(SafeOutputCmdlet cmdlet, bool wantsDetail, bool wantsBodies) : ICallObserver
{
    private const int ProgressId = 24;

    /// <summary>PowerShell runs pending event actions in each iteration of a loop.</summary>
    private const string Loop = "foreach ($turn in 1) { }";

    private static readonly TimeSpan WorthShowing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressStep = TimeSpan.FromSeconds(1);

    /// <summary>The maximum delay of an event action.</summary>
    private static readonly TimeSpan ActionStep = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Action> queue = new();

    // Not disposed, because it can be set after disposal. Without a wait handle, it needs no disposal.
    private readonly ManualResetEventSlim news = new();
    private string? waitsFor;
    private Stopwatch? waitsFrom;
    private TimeSpan waitTime;

    public bool WantsDetail { get; } = wantsDetail;
    public bool WantsBodies { get; } = wantsBodies;

    /// <summary>Whether there is something to write or a progress display to remove.</summary>
    public bool HasNews => waitsFor is not null || !queue.IsEmpty;

    public void Report(string line) => Put(() => cmdlet.WriteDetail(line));

    public void Warn(string line) => Put(() => cmdlet.WriteWarning(line));

    public void Warn(string line, B24Exception failure) =>
        Warn($"{line} {failure.Message} {B24Exception.WithoutLookFirst(PowerShellAdvice.For(failure).RecommendedAction)}");

    public void Show(string text) => Put(() => cmdlet.WriteDebug(text));

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

    public void ShowProgress(ProgressRecord record) => Put(() => cmdlet.WriteProgress(record));

    /// <summary>Queues an action for the pipeline thread, which runs it while a cmdlet waits.</summary>
    public void Put(Action write)
    {
        queue.Enqueue(write);
        news.Set();
    }

    public void Wake() => news.Set();

    /// <summary>Writes messages and runs steps of other threads until the task and the queue are complete. The caller handles the error of the task.</summary>
    public void WriteUntilDone(Task task, WaitingPipeline.WaitingCmdlet waiting)
    {
        if (!task.IsCompleted)
        {
            task.ContinueWith(_ => news.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
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

            // The signal was reset before the queue was read, so that later messages set it again.
            if (!task.IsCompleted)
            {
                Pause();
            }
        }
    }

    /// <summary>
    /// Waits for messages. Meanwhile, updates the countdown of a wait, and runs the actions of <c>Register-ObjectEvent</c> and similar cmdlets. PowerShell runs them
    /// between two statements on the pipeline thread, so none would run while a bot waits there.
    /// </summary>
    private void Pause()
    {
        if (waitsFor is not null)
        {
            int seconds = (int)Math.Ceiling((waitTime - waitsFrom!.Elapsed).TotalSeconds);
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Bitrix24", waitsFor) { SecondsRemaining = Math.Max(seconds, 0) });
        }

        bool hasActions = cmdlet.Events.Subscribers.Exists(subscriber => subscriber.Action is not null);
        TimeSpan step = hasActions ? ActionStep : waitsFor is null ? Timeout.InfiniteTimeSpan : ProgressStep;
        if (!news.Wait(step) && hasActions)
        {
            cmdlet.InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create(Loop), null, null);
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
