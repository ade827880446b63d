namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>How far a call is.</summary>
internal enum CallState
{
    /// <summary>Its rights and values are being checked.</summary>
    Checking,

    /// <summary>It waits for an answer of its caller.</summary>
    Asking,

    /// <summary>It waits for the approval of other people.</summary>
    Approving,

    /// <summary>It waits for a place.</summary>
    Queued,

    /// <summary>The function runs.</summary>
    Running,
}
