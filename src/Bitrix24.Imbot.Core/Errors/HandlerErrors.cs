namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of event handlers.</summary>
public static class HandlerErrors
{
    /// <summary>A handler is no script block.</summary>
    public static ErrorKind HandlerInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give a script block, or for -OnCommand a table of them: -OnCommand @{ help = { ... }; status = { ... } }.");

    /// <summary>A bot without any handler would throw its events away.</summary>
    public static ErrorKind HandlerMissing { get; } = new(
        ErrorGroup.Argument,
        "Give at least one of -OnMessage, -OnCommand, -OnJoin, -OnReaction and -OnEvent.");

    /// <summary>A handler failed.</summary>
    public static ErrorKind HandlerFailed { get; } = new(
        ErrorGroup.Refused,
        "The bot goes on with the next event. Correct the handler, repeat with -RetryCount, or keep such events with -DeadLetterPath.");

    /// <summary>A handler ran longer than it may.</summary>
    public static ErrorKind HandlerTimedOut { get; } = new(
        ErrorGroup.Timeout,
        "Make the handler faster, or let it run longer with -HandlerTimeout. Time in Request-B24BotReply doesn't count.");

    /// <summary>A handler asked at the console.</summary>
    public static ErrorKind HandlerPrompted { get; } = new(
        ErrorGroup.State,
        "Pass every value that the command needs, with -Confirm:$false where it asks for confirmation. To ask a person, use Request-B24BotReply.");

    /// <summary>Runspaces of the module's own would give the caller more than its own one does.</summary>
    public static ErrorKind RunspaceRestricted { get; } = new(
        ErrorGroup.State,
        "Leave -ThrottleLimit out: handlers then run one at a time in this runspace, with what is allowed in it.");
}
