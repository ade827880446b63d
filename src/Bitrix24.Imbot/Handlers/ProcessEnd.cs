#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Handlers;

/// <summary>Runs work before SIGTERM or SIGHUP ends the process. Not available in the Desktop build.</summary>
internal static class ProcessEnd
{
    /// <summary>Runs work on another thread when a signal arrives. The process ends afterward.</summary>
    /// <param name="work">The work. It must be short and must not throw.</param>
    /// <returns>An object that removes the registration when it is disposed; null if signals aren't available.</returns>
    public static IDisposable? Before(Action work)
    {
#if NET
        return new Registrations(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => work()), PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => work()));
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
