using System.Management.Automation;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Requests a stop without waiting. Does nothing if the work has already ended.</summary>
internal static class Stopping
{
    public static void Begin(PowerShell shell)
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

    public static void Begin(CancellationTokenSource ending)
    {
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has already ended.
        }
    }
}
