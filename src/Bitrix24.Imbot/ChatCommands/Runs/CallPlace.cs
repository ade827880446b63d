namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A place among the runs that execute. While a run waits for a person, somebody else has it.</summary>
internal sealed class CallPlace(SemaphoreSlim places)
{
    private int isTaken;

    public async Task TakeAsync(CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        Interlocked.Exchange(ref isTaken, 1);
    }

    /// <summary>Waits for the place again, on the run's thread.</summary>
    public void Return(CancellationToken cancellation)
    {
        places.Wait(cancellation);
        Interlocked.Exchange(ref isTaken, 1);
    }

    /// <summary>Gives it to somebody else.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref isTaken, 0) == 1)
        {
            places.Release();
        }
    }
}
