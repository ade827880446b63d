using System.Management.Automation;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Stops a PowerShell instance.</summary>
internal static class HandlerShell
{
    /// <summary>Requests a stop without waiting.</summary>
    public static void BeginStop(PowerShell shell)
    {
        try
        {
            shell.BeginStop(null, null);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidPowerShellStateException)
        {
            // It has already ended.
        }
    }
}
