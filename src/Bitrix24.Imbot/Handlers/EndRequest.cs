namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Handles signals that end the process. The first signal lets the bot finish its work. A second signal, or the first one while a handler doesn't stop, ends the process
/// immediately. Not available in the Desktop build.
/// </summary>
internal sealed class EndRequest : IDisposable
{
    /// <summary>The exit code that shells report for SIGTERM.</summary>
    private const int ExitCode = 128 + 15;

    private readonly object gate = new();
    private readonly IDisposable? registration;
    private bool wasAsked;
    private bool isStuck;

    /// <summary>Handles the signals until it is disposed.</summary>
    public EndRequest(CancellationTokenSource ending)
    {
        registration = ProcessEnd.Watch(() =>
        {
            lock (gate)
            {
                if (wasAsked || isStuck)
                {
                    return false;
                }

                wasAsked = true;
            }

            ending.Cancel();
            return true;
        });
    }

    /// <summary>Called when a handler doesn't stop. Ends the process if a signal was received; otherwise, the next signal ends it.</summary>
    public void EndProcess()
    {
        lock (gate)
        {
            isStuck = true;
            if (!wasAsked)
            {
                return;
            }
        }

        Environment.Exit(ExitCode);
    }

    /// <summary>Called when the handler has stopped. The next signal lets the bot finish its work.</summary>
    public void Resume()
    {
        lock (gate)
        {
            isStuck = false;
        }
    }

    public void Dispose() => registration?.Dispose();
}
