using System.Management.Automation;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Stops what a shell runs.</summary>
internal static class HandlerShell
{
    /// <summary>Asks a shell to stop, and waits for nothing.</summary>
    public static void BeginStop(PowerShell shell)
    {
        try
        {
            shell.BeginStop(null, null);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidPowerShellStateException)
        {
            // It ended meanwhile.
        }
    }
}
