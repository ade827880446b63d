using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Errors;

/// <summary>What to do in PowerShell about errors of events, questions, handlers and functions.</summary>
internal static class EventAdvice
{
    /// <summary>The texts by the IDs of the errors.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(EventErrors.EventModeUnfit)] = "To read events from the queue run Set-B24Bot -EventMode fetch, which takes the bot's event handlers away; to listen, run Set-B24Bot -EventMode webhook -WebhookUri, which deletes the events that wait in the queue.",
        [nameof(EventErrors.ApplicationTokenMissing)] = "Give -ApplicationToken: for an application the application_token that came at its installation, for a bot of an incoming webhook its bot token.",
        [nameof(EventErrors.ListenUriInvalid)] = "Give -ListenUri an IP address of this machine, a port and a path, such as http://127.0.0.1:8080/b24/; the portal's public address belongs into -WebhookUri of Set-B24Bot.",
        [nameof(EventErrors.ListenPortBusy)] = "Choose another port for -ListenUri, or end the program that has this one.",
        [nameof(EventErrors.UserEventsNotPushed)] = "Leave -IncludeUserEvents out with -ListenUri; the portal gives the events of a user only to those who ask, as Get-B24UserEvent does.",
        [nameof(EventErrors.UserEventsNotKept)] = "Run Register-B24UserEvent first, or leave -IncludeUserEvents out.",
        [nameof(EventErrors.EventNotAwaited)] = "Confirm the event objects themselves, as Watch-B24BotEvent -ManualConfirm gave them in this process; without -ManualConfirm they are confirmed automatically.",
        [nameof(QuestionErrors.ReplyNotHeard)] = "Give -Choice, whose buttons work everywhere, ask in a private dialog, or use a bot of type supervisor or personal, which hears everything.",
        [nameof(QuestionErrors.ReplyReaderMissing)] = "Run Start-B24Bot or Watch-B24BotEvent with -ListenUri on this machine under this account, or run Set-B24Bot -EventMode fetch.",
        [nameof(QuestionErrors.ReplyNotAsked)] = "Nothing was asked. Two questions that are answered in words wait for each other in a dialog: give more time with -Timeout, or ask with -Choice.",
        [nameof(HandlerErrors.HandlerInvalid)] = "Give a script block, or for -OnCommand a table of them: -OnCommand @{ help = { ... }; status = { ... } }.",
        [nameof(HandlerErrors.HandlerMissing)] = "Give at least one of -OnMessage, -OnCommand, -OnJoin, -OnReaction and -OnEvent.",
        [nameof(HandlerErrors.HandlerFailed)] = "The bot goes on with the next event. Correct the handler, repeat with -RetryCount, or keep such events with -DeadLetterPath.",
        [nameof(HandlerErrors.HandlerTimedOut)] = "Make the handler faster, or let it run longer with -HandlerTimeout. Time in Request-B24BotReply doesn't count.",
        [nameof(HandlerErrors.HandlerPrompted)] = "Pass every value that the command needs, with -Confirm:$false where it asks for confirmation. To ask a person, use Request-B24BotReply.",
        [nameof(HandlerErrors.RunspaceRestricted)] = "Leave -ThrottleLimit out: handlers then run one at a time in this runspace, with what is allowed in it.",
        [nameof(FunctionErrors.FunctionNotFound)] = "Give -Function the names of functions or cmdlets, names with wildcards, CommandInfo objects, or modules from Get-Module. Define the functions or import their module first.",
        [nameof(FunctionErrors.FunctionRefused)] = "Leave the command out, or write a function around it that takes text, numbers, dates, or switches. about_B24ChatCommands says what a chat can run.",
        [nameof(FunctionErrors.FunctionNotCarried)] = "Name the variables that the function uses with -Variable, or put the function with its classes and helpers into a module and import it before the bot starts.",
        [nameof(FunctionErrors.FunctionRuleInvalid)] = "Give -FunctionRule a hashtable by the names of functions: @{ 'Restart-*' = @{ Allow = 'department:7'; Approve = 'manager:chat5'; Limit = '5/1h' } }. about_B24ChatCommands describes the keys.",
        [nameof(FunctionErrors.ScheduleInvalid)] = "Give -Schedule hashtables such as @{ Line = '/get-report -Top 5'; Cron = '0 8 * * 1-5'; DialogId = 'chat5'; TimeZone = 'Europe/Moscow' }. The line must have all values that its function needs.",
        [nameof(FunctionErrors.AuditNotWritten)] = "Functions aren't run meanwhile, and the bot goes on. Give this account the right to write the file and its folder, make room, or name another file with -AuditPath.",
        [nameof(FunctionErrors.AllowMissing)] = "Give -Allow the people who may run the functions: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone.",
    };
}
