namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The state of a call.</summary>
internal enum CallState
{
    /// <summary>Permissions and values are being checked.</summary>
    Checking,

    /// <summary>The call waits for an answer of its caller.</summary>
    Asking,

    /// <summary>The call waits for approval.</summary>
    Approving,

    /// <summary>The call waits for a place.</summary>
    Queued,

    /// <summary>The function is running.</summary>
    Running,
}
