namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Runs that don't stop. Their places go to others, as long as no more are abandoned than may run.</summary>
internal sealed class AbandonedRuns(int max)
{
    private int count;

    /// <summary>Runs that were abandoned.</summary>
    public int Count => count;

    /// <summary>One more.</summary>
    /// <returns>Whether its place may be given to another run.</returns>
    public bool Add() => Interlocked.Increment(ref count) <= max;
}
