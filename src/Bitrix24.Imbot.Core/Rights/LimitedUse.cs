namespace Bitrix24.Imbot.Core.Rights;

/// <summary>One use that counts for a limit. Disposed before it is kept, it doesn't count: nothing was done.</summary>
internal sealed class LimitedUse(Action release) : IDisposable
{
    private int isSettled;

    /// <summary>A use that nothing limits.</summary>
    public static LimitedUse Unlimited() => new(static () => { });

    /// <summary>It is done.</summary>
    public void Keep() => Interlocked.Exchange(ref isSettled, 1);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isSettled, 1) == 0)
        {
            release();
        }
    }
}
