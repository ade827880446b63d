using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>
/// The pipeline thread of a runspace while it waits in a cmdlet of this module. Script blocks of the runspace can run only on this thread. Other threads queue a step
/// and wait for its result. If no cmdlet waits, the step is refused immediately.
/// </summary>
internal sealed class WaitingPipeline
{
    private static readonly ConditionalWeakTable<Runspace, WaitingPipeline> Known = new();

    private readonly object gate = new();
    private readonly List<WaitingCmdlet> waiting = [];
    private readonly Queue<(Action Run, Action<B24Exception> Refuse)> steps = new();

    public static WaitingPipeline For(Runspace runspace) => Known.GetValue(runspace, static _ => new WaitingPipeline());

    /// <summary>
    /// Adds a cmdlet that waits on this thread and runs steps until it is disposed. The action, which can be called on any thread, wakes the cmdlet when there is a
    /// step.
    /// </summary>
    public WaitingCmdlet Enter(Action wake)
    {
        WaitingCmdlet cmdlet = new(this, wake);
        lock (gate)
        {
            waiting.Add(cmdlet);
        }

        return cmdlet;
    }

    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultOutOfReach"/>: no cmdlet waits.</exception>
    public void RequireReach()
    {
        lock (gate)
        {
            if (!CanRun)
            {
                throw OutOfReach();
            }
        }
    }

    /// <summary>Runs a step on the pipeline thread and waits for its result.</summary>
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultOutOfReach"/>, and the exceptions of the step.</exception>
    public T Run<T>(Func<T> step)
    {
        TaskCompletionSource<T> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isOnPipeline;
        lock (gate)
        {
            RequireReach();
            isOnPipeline = waiting.Exists(cmdlet => cmdlet.IsOnThisThread);
            if (!isOnPipeline)
            {
                steps.Enqueue((() => RunFor(end, step), end.SetException));
                waiting[waiting.Count - 1].Wake();
            }
        }

        return isOnPipeline ? step() : end.Task.GetAwaiter().GetResult();
    }

    /// <summary>Runs a step for another thread. Exceptions that end the pipeline are rethrown, and the waiting thread gets an error.</summary>
    private static void RunFor<T>(TaskCompletionSource<T> end, Func<T> step)
    {
        try
        {
            end.SetResult(step());
        }
        catch (B24Exception exception)
        {
            end.SetException(exception);
        }
        catch (Exception exception)
        {
            end.SetException(TokenStoreErrors.TokenVaultOutOfReach.With(
                exception is PipelineStoppedException ? "The pipeline was stopped while the script block was running." : "The script block ended its pipeline.", exception));
            throw;
        }
    }

    private Action? Next()
    {
        lock (gate)
        {
            return steps.Count > 0 ? steps.Dequeue().Run : null;
        }
    }

    /// <summary>Whether steps can run. Only the innermost cmdlet runs steps, and none run while it is being torn down.</summary>
    private bool CanRun => waiting.Count > 0 && !waiting[waiting.Count - 1].RefusesSteps;

    /// <summary>Refuses the steps that no cmdlet can run.</summary>
    private void RefuseUnlessWaiting()
    {
        while (!CanRun && steps.Count > 0)
        {
            steps.Dequeue().Refuse(OutOfReach());
        }
    }

    private static B24Exception OutOfReach() => TokenStoreErrors.TokenVaultOutOfReach.With(
        "The script blocks -OnTokenRead and -OnTokenRefresh can run only in the runspace that connected the session, while it waits in a cmdlet of this module.");

    /// <summary>A cmdlet that waits on its pipeline thread and runs queued steps.</summary>
    internal sealed class WaitingCmdlet(WaitingPipeline pipeline, Action wake) : IDisposable
    {
        private readonly int thread = Environment.CurrentManagedThreadId;

        public bool IsOnThisThread => thread == Environment.CurrentManagedThreadId;

        /// <summary>Whether the cmdlet is being torn down. It still waits for its work, but runs no more steps.</summary>
        public bool RefusesSteps { get; private set; }

        public void Wake() => wake();

        /// <summary>Runs queued steps on the pipeline thread.</summary>
        public void RunSteps()
        {
            while (pipeline.Next() is { } run)
            {
                run();
            }
        }

        public void RefuseSteps()
        {
            lock (pipeline.gate)
            {
                RefusesSteps = true;
                pipeline.RefuseUnlessWaiting();
            }
        }

        public void Dispose()
        {
            lock (pipeline.gate)
            {
                pipeline.waiting.Remove(this);
                pipeline.RefuseUnlessWaiting();
            }
        }
    }
}
