namespace Bitrix24.Imbot.ChatCommands.Texts;

/// <summary>The texts that a bot sends to people about its commands. The placeholders are explained for each text.</summary>
internal enum ChatText
{
    /// <summary>The caller has no permission. {0}: command.</summary>
    NotAllowed,

    /// <summary>The caller's permission could not be checked. {0}: command.</summary>
    RightsUnknown,

    /// <summary>The caller sends commands too fast.</summary>
    TooFast,

    /// <summary>Too many calls of the caller are open. {0}: number of calls.</summary>
    TooManyOpen,

    /// <summary>The limit of the rule is reached. {0}: command, {1}: number of calls, {2}: period, {3}: time until the next call is possible.</summary>
    LimitReached,

    /// <summary>The call can't be written to the audit file.</summary>
    AuditFailed,

    /// <summary>Units of a duration. {0}: number.</summary>
    Days,
    Hours,
    Minutes,
    Seconds,

    /// <summary>The message contains several commands.</summary>
    SeveralCommands,

    /// <summary>The message contains text other than the command.</summary>
    NotWholeMessage,

    /// <summary>The command is unknown. {0}: command.</summary>
    UnknownCommand,

    /// <summary>The command is unknown, and the bot has no /help. {0}: command.</summary>
    UnknownToHandlers,

    // Why a command line is not run. {0}: the character, parameter, or value.
    /// <summary>The line is longer than <see cref="Parsing.LineScanner.MaxLength"/>.</summary>
    TooLong,

    /// <summary>There is a line break outside quotes.</summary>
    LineBreak,

    /// <summary>There is a control character, a direction mark, or an unpaired surrogate.</summary>
    ControlCharacter,

    /// <summary>There is a character with a meaning in scripts.</summary>
    ScriptCharacter,

    /// <summary>A word that begins with a number sign would start a comment.</summary>
    Comment,

    /// <summary>There is a stop-parsing token.</summary>
    StopParsing,

    /// <summary>A quote isn't closed.</summary>
    UnbalancedQuote,

    /// <summary>Text follows a closing quote.</summary>
    TextAfterQuote,

    /// <summary>PowerShell's parser fails, or finds more than plain values.</summary>
    NotPlain,

    /// <summary>No parameter has this name.</summary>
    ParameterUnknown,

    /// <summary>The name is a prefix of several parameters.</summary>
    ParameterAmbiguous,

    /// <summary>The parameter is a common parameter.</summary>
    ParameterCommon,

    /// <summary>The parameter can't be set from a chat.</summary>
    ParameterNotSettable,

    /// <summary>A parameter is specified twice.</summary>
    ParameterRepeated,

    /// <summary>The value of a parameter is missing.</summary>
    ValueMissing,

    /// <summary>There are more values than parameters.</summary>
    TooManyValues,

    /// <summary>Follows the reason why nothing was run. {0}: command.</summary>
    NothingRun,

    /// <summary>Asks for a parameter that has no help message. {0}: parameter.</summary>
    AskValue,

    /// <summary>Added to a question for a list of values.</summary>
    AskList,

    /// <summary>Added to a question in a chat where the bot receives only messages that mention it.</summary>
    MentionMe,

    /// <summary>Explains how to cancel.</summary>
    CancelHint,

    /// <summary>A value was refused the first time. {0}: reason.</summary>
    ValueRefused,

    /// <summary>A value was refused the second time. {0}: reason.</summary>
    ValueRefusedAgain,

    /// <summary>The validation of a value timed out.</summary>
    CheckTooLong,

    /// <summary>Asks for confirmation before a function that supports ShouldProcess.</summary>
    ConfirmCall,

    /// <summary>Button: run the function.</summary>
    Run,

    /// <summary>Button: don't run the function.</summary>
    DoNotRun,

    /// <summary>Shown on the card after confirmation.</summary>
    Confirmed,

    /// <summary>Shown on the card if the call was not confirmed.</summary>
    NotConfirmed,

    /// <summary>Heading of the card for approvers.</summary>
    ApprovalNeeded,

    /// <summary>The requester, in a private dialog. {0}: name, {1}: user ID.</summary>
    ApprovalOfPerson,

    /// <summary>The requester, in a chat. {0}: name, {1}: user ID, {2}: chat.</summary>
    ApprovalInChat,

    /// <summary>The requester is a schedule. {0}: schedule.</summary>
    ApprovalOfSchedule,

    /// <summary>Heading of the -WhatIf output.</summary>
    ApprovalPreview,

    /// <summary>Several people must approve. {0}: number.</summary>
    ApprovalsNeeded,

    /// <summary>The deadline. {0}: time.</summary>
    ApproveBy,

    /// <summary>The buttons.</summary>
    Approve,
    Refuse,

    /// <summary>Tells the caller that approvers were asked. {0}: approvers, {1}: deadline.</summary>
    ApprovalAsked,

    /// <summary>Some people approved, and more must. {0}: names, {1}: required number.</summary>
    ApprovedSoFar,

    /// <summary>The call was approved. {0}: names.</summary>
    Approved,

    /// <summary>The call was refused. {0}: name.</summary>
    ApprovalRefused,

    /// <summary>The approval timed out.</summary>
    ApprovalExpired,

    /// <summary>The call ended before a decision.</summary>
    ApprovalWithdrawn,

    /// <summary>The caller is the only possible approver.</summary>
    NoApprover,

    /// <summary>The rule names too many people.</summary>
    TooManyApprovers,

    /// <summary>No approval card could be sent.</summary>
    ApprovalNotAsked,

    /// <summary>The caller pressed an approval button. {0}: name, {1}: command.</summary>
    NotOwnApproval,

    /// <summary>A person who isn't an approver pressed a button. {0}: name, {1}: command.</summary>
    NotApprover,

    /// <summary>The rights of the person who pressed a button could not be checked. {0}: name, {1}: command.</summary>
    ApproverUnknown,

    /// <summary>The caller cancelled the call.</summary>
    Cancelled,

    /// <summary>The caller has no open call.</summary>
    NothingToCancel,

    /// <summary>A question timed out.</summary>
    NoAnswer,

    /// <summary>The bot is stopping.</summary>
    BotEnds,

    /// <summary>A restart interrupted the run. {0}: call.</summary>
    Interrupted,

    /// <summary>A restart interrupted the run, and it is run again. {0}: call.</summary>
    InterruptedAndRepeated,

    /// <summary>The last progress of an interrupted run. {0}: progress.</summary>
    LastProgress,

    /// <summary>Shown on the question of an interrupted run.</summary>
    QuestionInterrupted,

    /// <summary>The function or its rule was changed or removed since the call. {0}: command.</summary>
    FunctionChanged,

    /// <summary>A scheduled run asks a question.</summary>
    ScheduleAsksNobody,

    /// <summary>Scheduled runs were missed. {0}: line, {1}: time of the last missed run, {2}: number of missed runs.</summary>
    ScheduleMissed,

    /// <summary>The function opens a nested prompt.</summary>
    NoNestedPrompt,

    /// <summary>The preview of a function asks a question.</summary>
    NoQuestionsInPreview,

    /// <summary>The function asks for a password.</summary>
    NoPasswords,

    /// <summary>The run failed. {0}: message, {1}: reference number.</summary>
    Failed,

    /// <summary>The run wrote nonterminating errors. {0}: first message, {1}: number of further errors, {2}: reference number.</summary>
    Errors,

    /// <summary>A handler failed. {0}: reference number.</summary>
    HandlerFailed,

    /// <summary>The run timed out. {0}: reference number.</summary>
    RunTooLong,

    /// <summary>The run was stopped by /stop.</summary>
    RunStopped,

    /// <summary>The output was truncated.</summary>
    OutputCut,

    /// <summary>Follows the first lines of output that is sent as a file. {0}: number of lines.</summary>
    OutputAsFile,

    /// <summary>A warning. {0}: text.</summary>
    Warning,

    /// <summary>Nothing is running.</summary>
    NoJobs,

    /// <summary>The job doesn't exist. {0}: job ID.</summary>
    JobUnknown,

    /// <summary>The job is being stopped. {0}: job ID.</summary>
    JobStopping,

    /// <summary>The states of jobs.</summary>
    JobAsking,
    JobApproving,
    JobQueued,
    JobRunning,

    /// <summary>Heading of the list of commands.</summary>
    HelpTitle,

    /// <summary>Follows the list of commands.</summary>
    HelpHint,

    /// <summary>The list of commands is empty.</summary>
    HelpEmpty,

    /// <summary>Heading of the parameters of a command.</summary>
    HelpParameters,

    /// <summary>Marks a mandatory parameter.</summary>
    HelpMandatory,

    /// <summary>Heading of the examples of a command.</summary>
    HelpExamples,

    /// <summary>Titles of the built-in commands.</summary>
    TitleHelp,
    TitleJobs,
    TitleStop,
    TitleCancel,
}
