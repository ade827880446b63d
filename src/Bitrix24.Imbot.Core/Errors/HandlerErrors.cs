namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of event handlers.</summary>
public static class HandlerErrors
{
    /// <summary>A handler cannot be run.</summary>
    public static ErrorKind HandlerInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give a handler, or for slash commands a table of them by name.");

    /// <summary>A bot without any handler would throw its events away.</summary>
    public static ErrorKind HandlerMissing { get; } = new(
        ErrorGroup.Argument,
        "Give at least one handler.");

    /// <summary>A handler failed.</summary>
    public static ErrorKind HandlerFailed { get; } = new(
        ErrorGroup.Refused,
        "The bot goes on with the next event. Correct the handler, let it be repeated, or keep such events in a file.");

    /// <summary>A handler ran longer than it may.</summary>
    public static ErrorKind HandlerTimedOut { get; } = new(
        ErrorGroup.Timeout,
        "Make the handler faster, or let it run longer. Time in which a question waits for its answer doesn't count.");

    /// <summary>A handler asked for input where nobody can answer.</summary>
    public static ErrorKind HandlerPrompted { get; } = new(
        ErrorGroup.State,
        "Pass every value that is needed. To ask a person, ask a question in the chat.");

    /// <summary>Handlers that run side by side would be allowed more than their caller.</summary>
    public static ErrorKind RunspaceRestricted { get; } = new(
        ErrorGroup.State,
        "Run the handlers one at a time on the caller's thread, with what is allowed there.");
}
