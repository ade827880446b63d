#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// Handles SIGTERM, which service managers and containers send to end a process, and SIGHUP, which is sent when a terminal is closed. Not available in the Desktop
/// build.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>Calls a function on another thread when a signal arrives.</summary>
    /// <param name="asked">The function. It must be short and must not throw. If it returns true, the process continues.</param>
    /// <returns>An object that removes the registration when it is disposed; null if signals aren't available.</returns>
    public static IDisposable? Watch(Func<bool> asked)
    {
#if NET
        return new Registrations(PosixSignalRegistration.Create(PosixSignal.SIGTERM, End), PosixSignalRegistration.Create(PosixSignal.SIGHUP, End));

        // Another handler of the same signal may have set Cancel. Keep its value.
        void End(PosixSignalContext signal) => signal.Cancel |= asked();
#else
        return null;
#endif
    }

#if NET
    private sealed class Registrations(params PosixSignalRegistration[] registrations) : IDisposable
    {
        public void Dispose()
        {
            foreach (PosixSignalRegistration registration in registrations)
            {
                registration.Dispose();
            }
        }
    }
#endif
}
