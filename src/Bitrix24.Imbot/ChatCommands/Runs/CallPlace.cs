namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A place of a run under the throttle limit. Another run can use it while this run waits for a person.</summary>
internal sealed class CallPlace(SemaphoreSlim places)
{
    private int isAcquired;

    public async Task EnterAsync(CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        Interlocked.Exchange(ref isAcquired, 1);
    }

    public void Leave()
    {
        if (Interlocked.Exchange(ref isAcquired, 0) == 1)
        {
            places.Release();
        }
    }
}
