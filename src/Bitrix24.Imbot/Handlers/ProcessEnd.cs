#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Handlers;

/// <summary>Work to be done before SIGTERM or SIGHUP ends the process. In the Desktop build such a request can't be seen.</summary>
internal static class ProcessEnd
{
    /// <summary>Runs work, on another thread, when the process is asked to end; the process ends after it.</summary>
    /// <param name="work">The work. It ends soon, and doesn't throw.</param>
    /// <returns>Stops watching when it is disposed; null where requests can't be seen.</returns>
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
