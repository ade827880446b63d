namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The state of a call.</summary>
internal enum CallState
{
    /// <summary>Permissions and values are being checked.</summary>
    Checking,

    Asking,
    Approving,

    /// <summary>The call waits for a place.</summary>
    Queued,

    Running,
}
