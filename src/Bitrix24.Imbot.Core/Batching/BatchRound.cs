namespace Bitrix24.Imbot.Core.Batching;

/// <summary>What one request left over.</summary>
internal sealed class BatchRound
{
    /// <summary>The commands to be sent again, in their order.</summary>
    public List<BatchStep> Again { get; } = [];

    /// <summary>How long to wait before that.</summary>
    public TimeSpan Pause { get; private set; }

    public void Repeat(BatchStep step, TimeSpan pause)
    {
        Again.Add(step);
        Pause = pause > Pause ? pause : Pause;
    }
}
