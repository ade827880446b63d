namespace Bitrix24.Imbot.Handlers;

/// <summary>The reason why a handler is asked to stop.</summary>
internal enum StopReason
{
    /// <summary>The handler isn't asked to stop.</summary>
    None,

    /// <summary>The handler timed out.</summary>
    Overdue,

    /// <summary>The bot is stopping, and the grace period is over.</summary>
    Ending,
}
