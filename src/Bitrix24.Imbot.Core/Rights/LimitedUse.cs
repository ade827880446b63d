namespace Bitrix24.Imbot.Core.Rights;

/// <summary>A use that counts toward a limit. If it is disposed before <see cref="Keep"/> is called, it doesn't count.</summary>
internal sealed class LimitedUse(Action release) : IDisposable
{
    private int isSettled;

    /// <summary>Records that the use took place.</summary>
    public void Keep() => Interlocked.Exchange(ref isSettled, 1);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isSettled, 1) == 0)
        {
            release();
        }
    }
}
