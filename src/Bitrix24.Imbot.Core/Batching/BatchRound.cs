namespace Bitrix24.Imbot.Core.Batching;

/// <summary>The commands that remain after a request.</summary>
internal sealed class BatchRound
{
    /// <summary>The commands to send again, in order.</summary>
    public List<BatchStep> Again { get; } = [];

    /// <summary>The pause before that.</summary>
    public TimeSpan Pause { get; private set; }

    public void Repeat(BatchStep step, TimeSpan pause)
    {
        Again.Add(step);
        Pause = pause > Pause ? pause : Pause;
    }
}
