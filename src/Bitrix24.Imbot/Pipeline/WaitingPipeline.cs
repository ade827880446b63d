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
    private readonly Queue<PipelineStep> steps = new();

    /// <summary>Gets the pipeline of a runspace.</summary>
    public static WaitingPipeline For(Runspace runspace) => Known.GetValue(runspace, static _ => new WaitingPipeline());

    /// <summary>Adds a cmdlet that waits on this thread and runs steps until it is disposed.</summary>
    /// <param name="wake">Called on any thread when there is a step to run.</param>
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
            RequireWaiting();
        }
    }

    /// <summary>Runs a step on the pipeline thread and waits for its result.</summary>
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultOutOfReach"/>, and the exceptions of the step.</exception>
    public T Run<T>(Func<T> step)
    {
        PipelineStep<T> queued = new(step);
        lock (gate)
        {
            RequireWaiting();
            if (!waiting.Exists(cmdlet => cmdlet.IsOnThisThread))
            {
                steps.Enqueue(queued);
                waiting[waiting.Count - 1].Wake();
            }
            else
            {
                queued = null!;
            }
        }

        return queued is null ? step() : queued.WaitForResult();
    }

    /// <summary>Runs queued steps on the pipeline thread.</summary>
    private void RunSteps()
    {
        while (Next() is { } step)
        {
            step.Run();
        }
    }

    /// <summary>Removes a cmdlet. Steps that no cmdlet can run are refused.</summary>
    private void Leave(WaitingCmdlet cmdlet)
    {
        lock (gate)
        {
            waiting.Remove(cmdlet);
            RefuseUnlessWaiting();
        }
    }

    /// <summary>Marks a cmdlet that is being torn down. It still waits for its work, but runs no more steps.</summary>
    private void RefuseSteps(WaitingCmdlet cmdlet)
    {
        lock (gate)
        {
            cmdlet.RefusesSteps = true;
            RefuseUnlessWaiting();
        }
    }

    private PipelineStep? Next()
    {
        lock (gate)
        {
            return steps.Count > 0 ? steps.Dequeue() : null;
        }
    }

    /// <summary>Whether steps can run. Only the innermost cmdlet runs steps, and none run while it is being torn down.</summary>
    private bool CanRun => waiting.Count > 0 && !waiting[waiting.Count - 1].RefusesSteps;

    private void RefuseUnlessWaiting()
    {
        while (!CanRun && steps.Count > 0)
        {
            steps.Dequeue().Refuse(OutOfReach());
        }
    }

    private void RequireWaiting()
    {
        if (!CanRun)
        {
            throw OutOfReach();
        }
    }

    private static B24Exception OutOfReach() => TokenStoreErrors.TokenVaultOutOfReach.With(
        "The script blocks -OnTokenRead and -OnTokenRefresh can run only in the runspace that connected the session, while it waits in a cmdlet of this module.");

    /// <summary>A cmdlet that waits on its pipeline thread and runs queued steps.</summary>
    /// <param name="pipeline">The pipeline of its runspace.</param>
    /// <param name="wake">Wakes the pipeline thread.</param>
    internal sealed class WaitingCmdlet(WaitingPipeline pipeline, Action wake) : IDisposable
    {
        private readonly int thread = Environment.CurrentManagedThreadId;

        /// <summary>Whether the current thread is the thread of the cmdlet.</summary>
        public bool IsOnThisThread => thread == Environment.CurrentManagedThreadId;

        /// <summary>Whether the cmdlet no longer runs steps.</summary>
        public bool RefusesSteps { get; set; }

        /// <summary>Wakes the pipeline thread.</summary>
        public void Wake() => wake();

        /// <summary>Runs queued steps on the pipeline thread.</summary>
        public void RunSteps() => pipeline.RunSteps();

        /// <summary>Runs no more steps.</summary>
        public void RefuseSteps() => pipeline.RefuseSteps(this);

        /// <inheritdoc />
        public void Dispose() => pipeline.Leave(this);
    }
}
