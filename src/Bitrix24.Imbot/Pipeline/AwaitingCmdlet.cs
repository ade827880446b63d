using System.ComponentModel;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>A cmdlet that waits for tasks, cancels them on Ctrl+C, and reports their errors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AwaitingCmdlet : SafeOutputCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Canceled when the pipeline is stopped.</summary>
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

    /// <summary>Releases resources and waits for running tasks when the pipeline has ended, even after an error.</summary>
    private protected virtual void Release() { }

    /// <summary>
    /// Waits for a task on the pipeline thread, and writes its messages as they arrive. If the wait ends early,
    /// the task is canceled and awaited, so that it doesn't continue in the background.
    /// </summary>
    internal T Await<T>(Func<ICallObserver, CancellationToken, Task<T>> work)
    {
        CallMessages observer = Messages;
        using WaitingPipeline.WaitingCmdlet waiting = WaitingPipeline.For(Runspace.DefaultRunspace).Enter(observer.Wake);
        Task<T> task = work(observer, stopping.Token);
        try
        {
            observer.WriteUntilDone(task, waiting);
        }
        catch
        {
            waiting.RefuseSteps();
            stopping.Cancel();
            Task.WhenAny(task).Wait();
            throw;
        }

        return ResultOf(task);
    }

    internal void Await(Func<ICallObserver, CancellationToken, Task> work) => Await(async (observer, cancellation) =>
    {
        await work(observer, cancellation).ConfigureAwait(false);
        return true;
    });

    /// <summary>Waits for a task that was started elsewhere, and returns its result.</summary>
    internal T Await<T>(Task<T> begun) => begun.IsCompleted && !Messages.HasNews ? ResultOf(begun) : Await((_, _) => begun);

    /// <summary>Waits until work that was started elsewhere ends, even with an error. Ctrl+C ends the wait, but not the work.</summary>
    internal void WaitForEnd(Task begun) => Await(async (_, cancellation) =>
    {
        await Task.WhenAny(begun, Task.Delay(Timeout.Infinite, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    });

    /// <summary>Waits for a time, until a token is canceled or Ctrl+C is pressed.</summary>
    internal void Pause(TimeSpan time, CancellationToken ending) => Await(async (_, cancellation) =>
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ending);
        await Task.WhenAny(Task.Delay(time, either.Token)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    });

    /// <summary>The advice for an error if its general advice mentions parameters that this cmdlet doesn't have; otherwise null.</summary>
    private protected virtual string? AdviceOn(B24Exception exception) => null;

    /// <summary>Runs a step for one input object. An error is written, and the pipeline continues.</summary>
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

    /// <summary>Runs a required step. An error ends the cmdlet.</summary>
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

    internal void Demand(object? target, Action step) => Demand(target, () =>
    {
        step();
        return true;
    });

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
