using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>A cmdlet that waits for work which ends with Ctrl+C, and that reports the failures of this work.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AwaitingCmdlet : SafeOutputCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Ends when the pipeline is stopped.</summary>
    internal CancellationToken StopToken => stopping.Token;

    /// <inheritdoc />
    protected override void StopProcessing() => stopping.Cancel();

    /// <inheritdoc />
    public void Dispose()
    {
        Release();
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>However the pipeline ended: releases what the cmdlet holds, and lets nothing run on behind the pipeline's back.</summary>
    private protected virtual void Release()
    {
    }

    /// <summary>
    /// Waits for work on the pipeline thread and writes its messages there as they come. When the wait ends early, for whatever reason,
    /// the work is cancelled and waited for, so that nothing runs on behind the pipeline's back.
    /// </summary>
    internal T Await<T>(Func<ICallObserver, CancellationToken, Task<T>> work)
    {
        CallMessages observer = Messages;
        using WaitingCmdlet waiting = WaitingPipeline.For(Runspace.DefaultRunspace).Enter(observer.Wake);
        Task<T> task = work(observer, stopping.Token);
        try
        {
            observer.WriteUntilDone(task, waiting);
        }
        catch
        {
            waiting.RefuseSteps();
            stopping.Cancel();
            task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
            throw;
        }

        return ResultOf(task);
    }

    /// <summary>The result of work that others have begun, and that may have ended; waits where it has not.</summary>
    internal T Await<T>(Task<T> begun) => begun.IsCompleted && !Messages.HasNews ? ResultOf(begun) : Await((_, _) => begun);

    /// <summary>Waits, at most until something ends; Ctrl+C ends it, too.</summary>
    internal void Pause(TimeSpan time, CancellationToken ending) => Await(async (_, cancellation) =>
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ending);
        await Task.WhenAny(Task.Delay(time, either.Token)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return true;
    });

    /// <summary>Shows how far a file is, while work waits that sends or fetches it.</summary>
    private protected TransferDisplay DisplayOf(string activity) => new(this, Messages, activity);

    /// <summary>Does such work, and takes the display away whatever comes of it.</summary>
    private protected T Transfer<T>(TransferDisplay display, Func<T> work)
    {
        try
        {
            return work();
        }
        finally
        {
            if (!Stopping)
            {
                display.End();
            }
        }
    }

    /// <summary>What to do about an error, where its own advice names parameters that this cmdlet does not have; null where it fits.</summary>
    private protected virtual string? AdviceOn(B24Exception exception) => null;

    /// <summary>Runs one step for one input object. Its error is written and the pipeline goes on.</summary>
    internal void TryFor(object? target, Action step)
    {
        try
        {
            step();
        }
        catch (B24Exception exception)
        {
            WriteError(ErrorRecords.From(exception, target, AdviceOn(exception)));
        }
    }

    /// <summary>Runs a step without which the cmdlet cannot go on.</summary>
    internal T Demand<T>(object? target, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (B24Exception exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, target, AdviceOn(exception)));
            throw;
        }
    }

    private T ResultOf<T>(Task<T> ended)
    {
        try
        {
            return ended.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
