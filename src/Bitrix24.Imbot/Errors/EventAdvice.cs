namespace Bitrix24.Imbot.Errors;

/// <summary>Recommended actions in PowerShell terms for errors of events, questions, handlers, and functions.</summary>
internal static class EventAdvice
{
    /// <summary>The recommended actions by error ID.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(EventErrors.EventModeUnfit)] = "To read events from the queue, run Set-B24Bot -EventMode fetch, which removes the bot's event handlers. To receive events over HTTP, run Set-B24Bot -EventMode webhook -WebhookUri, which deletes the queued events.",
        [nameof(EventErrors.ApplicationTokenMissing)] = "Specify -ApplicationToken. For an application, use the application_token that the portal sent at installation. For a bot of an incoming webhook, use its bot token.",
        [nameof(EventErrors.ListenUriInvalid)] = "Use -ListenUri to specify an IP address of this computer, a port, and a path, such as http://127.0.0.1:8080/b24/. Use Set-B24Bot -WebhookUri to specify the public URL that the portal calls.",
        [nameof(EventErrors.ListenPortBusy)] = "Choose another port for -ListenUri, or end the program that uses this port.",
        [nameof(EventErrors.UserEventsNotPushed)] = "Omit -IncludeUserEvents when you use -ListenUri. The portal doesn't push user events; read them with Get-B24UserEvent.",
        [nameof(EventErrors.UserEventsNotKept)] = "Run Register-B24UserEvent first, or omit -IncludeUserEvents.",
        [nameof(EventErrors.EventNotAwaited)] = "Confirm the event objects that Watch-B24BotEvent -ManualConfirm returned in this process. Without -ManualConfirm, events are confirmed automatically.",
        [nameof(QuestionErrors.ReplyNotHeard)] = "Use -Choice, whose buttons work in every chat, or ask in a private dialog. A bot of the type supervisor or personal receives all messages.",
        [nameof(QuestionErrors.ReplyReaderMissing)] = "Run Start-B24Bot or Watch-B24BotEvent with -ListenUri on this computer under this account, or run Set-B24Bot -EventMode fetch.",
        [nameof(QuestionErrors.ReplyNotAsked)] = "Specify a longer -Timeout, or use -Choice. Only one question that expects a text answer can be open in a dialog at a time.",
        [nameof(HandlerErrors.HandlerInvalid)] = "Specify a script block. For -OnCommand, you can also specify a hashtable of script blocks: -OnCommand @{ help = { ... }; status = { ... } }.",
        [nameof(HandlerErrors.HandlerMissing)] = "Specify at least one of -OnMessage, -OnCommand, -OnJoin, -OnReaction, and -OnEvent.",
        [nameof(HandlerErrors.HandlerFailed)] = "The bot continues with the next event. Fix the handler. Use -RetryCount to retry, or -DeadLetterPath to save failed events.",
        [nameof(HandlerErrors.HandlerTimedOut)] = "Make the handler faster, or increase -HandlerTimeout. The time that Request-B24BotReply waits doesn't count.",
        [nameof(HandlerErrors.HandlerPrompted)] = "Specify all parameters of the command. Add -Confirm:$false if it asks for confirmation. To ask a person in a chat, use Request-B24BotReply.",
        [nameof(HandlerErrors.RunspaceRestricted)] = "Omit -ThrottleLimit. Handlers then run one at a time in this runspace and use the commands that it allows.",
        [nameof(FunctionErrors.FunctionNotFound)] = "Define the functions or import their module first. Then use -Function to specify function names, cmdlet names, wildcards, CommandInfo objects, or modules from Get-Module.",
        [nameof(FunctionErrors.FunctionRefused)] = "Remove the command from -Function, or write a wrapper function that takes text, numbers, dates, or switches. For the supported commands, see about_B24ChatCommands.",
        [nameof(FunctionErrors.FunctionNotCarried)] = "Use -Variable to specify the variables that the function uses. Alternatively, put the function with its classes and helper functions into a module, and import the module before the bot starts.",
        [nameof(FunctionErrors.FunctionRuleInvalid)] = "For -FunctionRule, specify a hashtable with function names as keys: @{ 'Restart-*' = @{ Allow = 'department:7'; Approve = 'manager:chat5'; Limit = '5/1h' } }. For the keys of a rule, see about_B24ChatCommands.",
        [nameof(FunctionErrors.ScheduleInvalid)] = "Specify hashtables for -Schedule, such as @{ Line = '/get-report -Top 5'; Cron = '0 8 * * 1-5'; DialogId = 'chat5'; TimeZone = 'Europe/Moscow' }. The line must contain all values that its function requires.",
        [nameof(FunctionErrors.AuditNotWritten)] = "The bot continues, but runs no functions until the audit works again. Grant this account write access to the file and its folder, free disk space, or specify another file with -AuditPath.",
        [nameof(FunctionErrors.AllowMissing)] = "Use -Allow to specify the people who may run the functions: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone.",
    };
}
