#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Hears of SIGTERM, with which service managers and containers end a process, and lets the bot finish what it is doing. On Windows PowerShell 5.1 there is
/// no such thing.
/// </summary>
internal sealed class EndRequest : IDisposable
{
#if NET
    private readonly PosixSignalRegistration registration;

    private EndRequest(CancellationTokenSource ending)
    {
        registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            ending.Cancel();
        });
    }

    /// <summary>From here on, until it is disposed, a request to end the process ends the bot.</summary>
    public static EndRequest? Watch(CancellationTokenSource ending) => new(ending);

    /// <inheritdoc />
    public void Dispose() => registration.Dispose();
#else
    public static EndRequest? Watch(CancellationTokenSource ending) => null;

    /// <inheritdoc />
    public void Dispose()
    {
        // There is nothing to give back.
    }
#endif
}
