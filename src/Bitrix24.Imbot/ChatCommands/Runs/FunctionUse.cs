namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>One call that counts for a limit. Disposed before it is kept, it doesn't count: nothing was run.</summary>
internal sealed class FunctionUse(Action release) : IDisposable
{
    private int isSettled;

    /// <summary>The function runs.</summary>
    public void Keep() => Interlocked.Exchange(ref isSettled, 1);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isSettled, 1) == 0)
        {
            release();
        }
    }
}
