namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>How a run ended. In the file the names begin with a small letter.</summary>
internal enum AuditOutcome
{
    /// <summary>The function ran to its end.</summary>
    Completed,

    /// <summary>It ran to its end and wrote errors.</summary>
    CompletedWithErrors,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was stopped by /stop.</summary>
    Stopped,

    /// <summary>Its caller cancelled a question of it.</summary>
    Cancelled,

    /// <summary>Nobody answered a question of it.</summary>
    Unanswered,

    /// <summary>It took too long and was stopped.</summary>
    TimedOut,

    /// <summary>It took too long, doesn't stop, and still runs.</summary>
    Abandoned,

    /// <summary>It gave too much output and was stopped.</summary>
    Cut,

    /// <summary>The bot ended.</summary>
    BotEnded,

    /// <summary>The process of the bot was killed meanwhile. Recorded by the next one.</summary>
    Interrupted,
}
