namespace Bitrix24.Imbot.Pipeline;

/// <summary>One cmdlet that waits on its pipeline thread and runs what is handed over to it.</summary>
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

    /// <summary>Whether this is the thread on which the cmdlet waits.</summary>
    public bool IsOnThisThread => thread == Environment.CurrentManagedThreadId;

    /// <summary>Whether it runs nothing any more.</summary>
    public bool TurnsAway { get; set; }

    /// <summary>Makes the pipeline thread look for steps.</summary>
    public void Wake() => wake();

    /// <summary>Runs, on the pipeline thread, what was handed over.</summary>
    public void RunSteps() => pipeline.RunSteps();

    /// <summary>Runs nothing from here on.</summary>
    public void TurnAway() => pipeline.TurnAway(this);

    /// <inheritdoc />
    public void Dispose() => pipeline.Leave(this);
}
