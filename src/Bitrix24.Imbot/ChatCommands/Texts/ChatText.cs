namespace Bitrix24.Imbot.ChatCommands.Texts;

/// <summary>What a bot says to people about its commands.</summary>
internal enum ChatText
{
    /// <summary>The person may not run it. {0} command.</summary>
    NotAllowed,

    /// <summary>It could not be checked whether the person may run it. {0} command.</summary>
    RightsUnknown,

    /// <summary>The person sends too many commands.</summary>
    TooFast,

    /// <summary>Too many calls of the person are open. {0} number.</summary>
    TooManyOpen,

    /// <summary>The person has run it as often as its rule allows. {0} command, {1} number of calls, {2} in which time, {3} when the next one is possible.</summary>
    LimitReached,


    /// <summary>The call can't be recorded.</summary>
    AuditFailed,

    /// <summary>Times. {0} number.</summary>
    Days,
    Hours,
    Minutes,
    Seconds,

    /// <summary>Several commands in one message.</summary>
    SeveralCommands,

    /// <summary>The message has more than the command.</summary>
    NotWholeMessage,

    /// <summary>An unknown command. {0} command.</summary>
    UnknownCommand,

    /// <summary>An unknown command of a bot without a list of commands. {0} command.</summary>
    UnknownToHandlers,

    // Why a command line is not run. {0} subject.
    /// <summary>It is longer than <see cref="Parsing.LineScanner.MaxLength"/>.</summary>
    TooLong,

    /// <summary>A line break outside quotes.</summary>
    LineBreak,

    /// <summary>A control character, a mark of direction, or half of a character.</summary>
    ControlCharacter,

    /// <summary>A character that means something in a script.</summary>
    ScriptCharacter,

    /// <summary>A word that begins with a number sign would be a comment.</summary>
    Comment,

    /// <summary>The stop-parsing mark.</summary>
    StopParsing,

    /// <summary>A quote that isn't closed.</summary>
    UnbalancedQuote,

    /// <summary>A quoted text that goes on after its closing quote.</summary>
    TextAfterQuote,

    /// <summary>PowerShell's parser can't read it, or reads more than plain values.</summary>
    NotPlain,

    /// <summary>No parameter has this name.</summary>
    ParameterUnknown,

    /// <summary>Several parameters begin like this.</summary>
    ParameterAmbiguous,

    /// <summary>A common parameter.</summary>
    ParameterCommon,

    /// <summary>A parameter that can't be set from a chat.</summary>
    ParameterNotSettable,

    /// <summary>A parameter was given twice.</summary>
    ParameterRepeated,

    /// <summary>A parameter without its value.</summary>
    ValueMissing,

    /// <summary>More values than parameters.</summary>
    TooManyValues,

    /// <summary>After a reason for which nothing was run. {0} command.</summary>
    NothingRun,

    /// <summary>Asks for a parameter without a question of its own. {0} parameter.</summary>
    AskValue,

    /// <summary>Where a list is wanted.</summary>
    AskList,

    /// <summary>Where the bot hears only messages that mention it.</summary>
    MentionMe,

    /// <summary>How to stop.</summary>
    CancelHint,

    /// <summary>A value that was refused the first time. {0} reason.</summary>
    ValueRefused,

    /// <summary>A value that was refused a second time. {0} reason.</summary>
    ValueRefusedAgain,

    /// <summary>A check of a value that took too long.</summary>
    CheckTooLong,

    /// <summary>Asks before a function that changes something.</summary>
    ConfirmCall,

    /// <summary>The button that runs it.</summary>
    Run,

    /// <summary>The button that doesn't.</summary>
    DoNotRun,

    /// <summary>On the card, when it was confirmed.</summary>
    Confirmed,

    /// <summary>On the card, when it was not.</summary>
    NotConfirmed,

    /// <summary>Heads the card for those who approve.</summary>
    ApprovalNeeded,

    /// <summary>Who wants it, in a private dialog. {0} name, {1} number of the person.</summary>
    ApprovalOfPerson,

    /// <summary>Who wants it, in a chat. {0} name, {1} number of the person, {2} chat.</summary>
    ApprovalInChat,

    /// <summary>A schedule wants it. {0} schedule.</summary>
    ApprovalOfSchedule,

    /// <summary>Heads what -WhatIf says.</summary>
    ApprovalPreview,

    /// <summary>More than one must approve. {0} number.</summary>
    ApprovalsNeeded,

    /// <summary>The deadline. {0} time.</summary>
    ApproveBy,

    /// <summary>The buttons.</summary>
    Approve,
    Refuse,

    /// <summary>To the caller, when others are asked. {0} who, {1} time.</summary>
    ApprovalAsked,

    /// <summary>Some have approved, and more must. {0} names, {1} number of all.</summary>
    ApprovedSoFar,

    /// <summary>Approved. {0} names.</summary>
    Approved,

    /// <summary>Refused. {0} name.</summary>
    ApprovalRefused,

    /// <summary>Nobody decided in time.</summary>
    ApprovalExpired,

    /// <summary>The call ended before anybody decided.</summary>
    ApprovalWithdrawn,

    /// <summary>Only the caller himself could approve.</summary>
    NoApprover,

    /// <summary>The rule names too many people.</summary>
    TooManyApprovers,

    /// <summary>No card could be sent.</summary>
    ApprovalNotAsked,

    /// <summary>A press of the caller. {0} name, {1} command.</summary>
    NotOwnApproval,

    /// <summary>A press of somebody else. {0} name, {1} command.</summary>
    NotApprover,

    /// <summary>It could not be checked whether a press counts. {0} name, {1} command.</summary>
    ApproverUnknown,

    /// <summary>The person cancelled.</summary>
    Cancelled,

    /// <summary>There was nothing to cancel.</summary>
    NothingToCancel,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,

    /// <summary>The bot ends.</summary>
    BotEnds,

    /// <summary>A restart interrupted the run. {0} call.</summary>
    Interrupted,

    /// <summary>A restart interrupted the run, and it is run again. {0} call.</summary>
    InterruptedAndRepeated,

    /// <summary>The last progress of an interrupted run. {0} progress.</summary>
    LastProgress,

    /// <summary>On a question of an interrupted run.</summary>
    QuestionInterrupted,

    /// <summary>The function or its rule has changed, or is gone, since it was called. {0} command.</summary>
    FunctionChanged,

    /// <summary>A scheduled run wants to ask.</summary>
    ScheduleAsksNobody,

    /// <summary>A schedule was missed. {0} line, {1} last time, {2} number of times.</summary>
    ScheduleMissed,

    /// <summary>Passwords are never asked for.</summary>
    NoPasswords,

    /// <summary>The run failed. {0} message, {1} reference number.</summary>
    Failed,

    /// <summary>Errors that didn't end it. {0} message, {1} number of further ones, {2} reference number.</summary>
    Errors,

    /// <summary>An error of a handler. {0} reference number.</summary>
    HandlerFailed,

    /// <summary>The run took too long. {0} reference number.</summary>
    RunTooLong,

    /// <summary>The run was stopped by /stop.</summary>
    RunStopped,

    /// <summary>The output was cut.</summary>
    OutputCut,

    /// <summary>The first lines of an output that comes as a file. {0} number of lines.</summary>
    OutputAsFile,

    /// <summary>A warning. {0} text.</summary>
    Warning,

    /// <summary>Nothing is running.</summary>
    NoJobs,

    /// <summary>There is no such job. {0} id.</summary>
    JobUnknown,

    /// <summary>It is being stopped. {0} id.</summary>
    JobStopping,

    /// <summary>States of jobs.</summary>
    JobAsking,
    JobApproving,
    JobQueued,
    JobRunning,

    /// <summary>Heads the list of commands.</summary>
    HelpTitle,

    /// <summary>Below the list of commands.</summary>
    HelpHint,

    /// <summary>There is no command that the person may run.</summary>
    HelpEmpty,

    /// <summary>Heads the parameters of a command.</summary>
    HelpParameters,

    /// <summary>A parameter that must be given.</summary>
    HelpMandatory,

    /// <summary>Heads the examples of a command.</summary>
    HelpExamples,

    /// <summary>Titles of the bot's own commands.</summary>
    TitleHelp,
    TitleJobs,
    TitleStop,
    TitleCancel,
}
