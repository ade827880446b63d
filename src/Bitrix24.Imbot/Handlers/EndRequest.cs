#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Hears of SIGTERM, with which service managers and containers end a process, and of SIGHUP, which comes when a terminal or console is closed, and lets the bot
/// finish what it is doing. On Windows PowerShell 5.1 there is no such thing. A second one ends the process at once, and so does the first one where a handler doesn't stop.
/// </summary>
internal sealed class EndRequest : IDisposable
{
#if NET
    /// <summary>What a shell reports of a process that SIGTERM ended.</summary>
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

    /// <summary>From here on, until it is disposed, a request to end the process ends the bot.</summary>
    public static EndRequest? Watch(CancellationTokenSource ending) => new(ending);

    /// <summary>A handler doesn't stop: ends the process if it was asked to end, and otherwise lets the next request end it.</summary>
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

    /// <summary>The handler has ended after all: the next request ends the bot.</summary>
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
        // Nothing asked the process to end.
    }

    public void Resume()
    {
        // Nothing was suspended.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // There is nothing to give back.
    }
#endif
}
