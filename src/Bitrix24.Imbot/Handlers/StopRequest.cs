namespace Bitrix24.Imbot.Handlers;

/// <summary>Requests a stop without waiting. Does nothing if the work has already ended.</summary>
internal static class StopRequest
{
    public static void Send(PowerShell shell)
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

    public static void Send(CancellationTokenSource ending)
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
