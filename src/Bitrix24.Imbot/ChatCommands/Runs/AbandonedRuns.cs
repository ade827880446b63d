namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Counts runs that don't stop. Their places go to other runs until the number of abandoned runs reaches the throttle limit.</summary>
internal sealed class AbandonedRuns(int max)
{
    private int count;

    public int Count => count;

    /// <returns>Whether its place can go to another run.</returns>
    public bool Add() => Interlocked.Increment(ref count) <= max;
}
