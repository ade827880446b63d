namespace Bitrix24.Imbot.Pipeline;

/// <summary>A cmdlet that waits on its pipeline thread and runs queued steps.</summary>
internal sealed class WaitingCmdlet : IDisposable
{
    private readonly WaitingPipeline pipeline;
    private readonly Action wake;
    private readonly int thread = Environment.CurrentManagedThreadId;

    public WaitingCmdlet(WaitingPipeline pipeline, Action wake)
    {
        this.pipeline = pipeline;
        this.wake = wake;
    }

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
