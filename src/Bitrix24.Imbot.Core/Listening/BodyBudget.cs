namespace Bitrix24.Imbot.Core.Listening;

/// <summary>The memory that all bodies together may take while they are received.</summary>
internal sealed class BodyBudget
{
    private long left;

    public BodyBudget(long bytes)
    {
        left = bytes;
    }

    /// <summary>Takes a part of it, if it is there.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref left, -bytes) >= 0)
        {
            return true;
        }

        Give(bytes);
        return false;
    }

    /// <summary>Gives a part back.</summary>
    public void Give(long bytes) => Interlocked.Add(ref left, bytes);
}
