namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>How a run ended. The audit file contains these names in camel case.</summary>
internal enum AuditOutcome
{
    /// <summary>The function completed.</summary>
    Completed,

    /// <summary>The function completed and wrote errors.</summary>
    CompletedWithErrors,

    /// <summary>The function failed.</summary>
    Failed,

    /// <summary>The run was stopped with /stop.</summary>
    Stopped,

    /// <summary>The caller cancelled a question.</summary>
    Cancelled,

    /// <summary>A question was not answered in time.</summary>
    Unanswered,

    /// <summary>The run timed out and was stopped.</summary>
    TimedOut,

    /// <summary>The run timed out, could not be stopped, and still runs.</summary>
    Abandoned,

    /// <summary>The run was stopped because it wrote too much output.</summary>
    Cut,

    /// <summary>The bot stopped during the run.</summary>
    BotEnded,

    /// <summary>The process of the bot was killed during the run. The next process records this.</summary>
    Interrupted,
}
