namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>How a run ended. The audit file contains these names in camel case.</summary>
internal enum AuditOutcome
{
    Completed,
    CompletedWithErrors,
    Failed,

    /// <summary>The run was stopped with /stop.</summary>
    Stopped,

    /// <summary>The caller cancelled a question.</summary>
    Cancelled,

    Unanswered,
    TimedOut,

    /// <summary>The run timed out, could not be stopped, and still runs.</summary>
    Abandoned,

    /// <summary>The run was stopped because it wrote too much output.</summary>
    Cut,

    BotEnded,

    /// <summary>The process of the bot was killed during the run. The next process records this.</summary>
    Interrupted,
}
