#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Hears of SIGTERM, with which service managers and containers end a process, and lets the bot finish what it is doing. On Windows PowerShell 5.1 there is
/// no such thing. A second one ends the process at once, and so does the first one where a handler doesn't stop.
/// </summary>
internal sealed class EndRequest : IDisposable
{
#if NET
    /// <summary>What a shell reports of a process that SIGTERM ended.</summary>
    private const int ExitCode = 128 + 15;

    private readonly PosixSignalRegistration registration;
    private int count;

    private EndRequest(CancellationTokenSource ending)
    {
        registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                signal.Cancel = true;
                ending.Cancel();
            }
        });
    }

    /// <summary>From here on, until it is disposed, a request to end the process ends the bot.</summary>
    public static EndRequest? Watch(CancellationTokenSource ending) => new(ending);

    /// <summary>Ends the process, if it was asked to end.</summary>
    public void EndProcess()
    {
        if (Volatile.Read(ref count) > 0)
        {
            Environment.Exit(ExitCode);
        }
    }

    /// <inheritdoc />
    public void Dispose() => registration.Dispose();
#else
    public static EndRequest? Watch(CancellationTokenSource ending) => null;

    public void EndProcess()
    {
        // Nothing asked the process to end.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // There is nothing to give back.
    }
#endif
}
