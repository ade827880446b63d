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

    /// <summary>Waits for a place again, on the thread of the run.</summary>
    public void Reenter(CancellationToken cancellation)
    {
        places.Wait(cancellation);
        Interlocked.Exchange(ref isAcquired, 1);
    }

    /// <summary>Releases the place.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref isAcquired, 0) == 1)
        {
            places.Release();
        }
    }
}
