#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Handles SIGTERM, which service managers and containers send to end a process, and SIGHUP, which is sent when a terminal is closed. The first signal lets the bot finish
/// its work. A second signal, or the first one while a handler doesn't stop, ends the process immediately. Not available on Windows PowerShell 5.1.
/// </summary>
internal sealed class EndRequest : IDisposable
{
#if NET
    /// <summary>The exit code that shells report for SIGTERM.</summary>
    private const int ExitCode = 128 + 15;

    private readonly object gate = new();
    private readonly PosixSignalRegistration[] registrations;
    private bool wasAsked;
    private bool isStuck;

    private EndRequest(CancellationTokenSource ending)
    {
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, End), PosixSignalRegistration.Create(PosixSignal.SIGHUP, End)];

        void End(PosixSignalContext signal)
        {
            lock (gate)
            {
                if (wasAsked || isStuck)
                {
                    return;
                }

                wasAsked = true;
                signal.Cancel = true;
            }

            ending.Cancel();
        }
    }

    /// <summary>Handles the signals until it is disposed.</summary>
    public static EndRequest? Watch(CancellationTokenSource ending) => new(ending);

    /// <summary>Called when a handler doesn't stop. Ends the process if a signal was received; otherwise, the next signal ends it.</summary>
    public void EndProcess()
    {
        bool isDue;
        lock (gate)
        {
            isStuck = true;
            isDue = wasAsked;
        }

        if (isDue)
        {
            Environment.Exit(ExitCode);
        }
    }

    /// <summary>Called when the handler has stopped. The next signal lets the bot finish its work.</summary>
    public void Resume()
    {
        lock (gate)
        {
            isStuck = false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
    }
#else
    public static EndRequest? Watch(CancellationTokenSource ending) => null;

    public void EndProcess()
    {
        // There are no signals.
    }

    public void Resume()
    {
        // There are no signals.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // There are no registrations.
    }
#endif
}
