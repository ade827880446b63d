namespace Bitrix24.Imbot.Handlers;

/// <summary>Requests a stop without waiting. Does nothing if the work has already ended.</summary>
internal static class StopRequest
{
    public static void Send(PowerShell shell) => Try(() => shell.BeginStop(null, null));

    public static void Send(CancellationTokenSource ending) => Try(ending.Cancel);

    private static void Try(Action stop)
    {
        try
        {
            stop();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidPowerShellStateException)
        {
            // It has already ended.
        }
    }
}
