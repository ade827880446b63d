using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>
/// The pipeline thread of one runspace while it waits in a cmdlet of this module: the only thread on which script blocks of that runspace may run. Work on
/// other threads hands a step over to it and waits for its end. Where nobody waits, the step is refused at once and never left for later.
/// </summary>
internal sealed class WaitingPipeline
{
    private static readonly ConditionalWeakTable<Runspace, WaitingPipeline> Known = new();

    private readonly object gate = new();
    private readonly List<WaitingCmdlet> waiting = [];
    private readonly Queue<PipelineStep> steps = new();

    /// <summary>The pipeline of a runspace.</summary>
    public static WaitingPipeline Of(Runspace runspace) => Known.GetValue(runspace, static _ => new WaitingPipeline());

    /// <summary>From here on until it is disposed a cmdlet waits on this thread, and runs what is handed over.</summary>
    /// <param name="wake">Called on any thread when there is something to run.</param>
    public WaitingCmdlet Enter(Action wake)
    {
        WaitingCmdlet cmdlet = new(this, wake);
        lock (gate)
        {
            waiting.Add(cmdlet);
        }

        return cmdlet;
    }

    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultOutOfReach"/>: nobody waits.</exception>
    public void RequireReach()
    {
        lock (gate)
        {
            RequireWaiting();
        }
    }

    /// <summary>Runs a step on the pipeline thread and waits for its end.</summary>
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultOutOfReach"/>, and whatever the step throws.</exception>
    public T Run<T>(Func<T> step)
    {
        PipelineStep<T> handedOver = new(step);
        lock (gate)
        {
            RequireWaiting();
            if (!waiting.Exists(cmdlet => cmdlet.IsOnThisThread))
            {
                steps.Enqueue(handedOver);
                waiting[waiting.Count - 1].Wake();
            }
            else
            {
                handedOver = null!;
            }
        }

        return handedOver is null ? step() : handedOver.WaitForResult();
    }

    /// <summary>Runs, on the pipeline thread, what was handed over.</summary>
    internal void RunSteps()
    {
        while (Next() is { } step)
        {
            step.Run();
        }
    }

    /// <summary>A cmdlet no longer waits. Steps that nobody is left to run are refused.</summary>
    internal void Leave(WaitingCmdlet cmdlet)
    {
        lock (gate)
        {
            waiting.Remove(cmdlet);
            RefuseUnlessWaiting();
        }
    }

    /// <summary>A cmdlet is torn down and runs nothing any more, though it still waits for its work to end.</summary>
    internal void TurnAway(WaitingCmdlet cmdlet)
    {
        lock (gate)
        {
            cmdlet.TurnsAway = true;
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

    /// <summary>Only the innermost cmdlet runs anything; while it is torn down, nobody does.</summary>
    private bool CanRun => waiting.Count > 0 && !waiting[waiting.Count - 1].TurnsAway;

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
        "The session's script blocks -OnTokenRead and -OnTokenRefresh run only in the runspace where it was connected, while that waits in a cmdlet of this module.");
}
