namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for event handlers.</summary>
public static class HandlerErrors
{
    /// <summary>The handler is not valid.</summary>
    public static ErrorKind HandlerInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a handler. For slash commands, you can also specify a table of handlers by command name.");

    /// <summary>No handlers were specified.</summary>
    public static ErrorKind HandlerMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify at least one handler. Without one, the events would be lost.");

    /// <summary>The handler failed.</summary>
    public static ErrorKind HandlerFailed { get; } = new(
        ErrorGroup.Refused,
        "The bot continues with the next event. Fix the handler. To handle temporary failures, retry the handler or save failed events to a file.");

    /// <summary>The handler exceeded its time limit.</summary>
    public static ErrorKind HandlerTimedOut { get; } = new(
        ErrorGroup.Timeout,
        "Make the handler faster, or increase its time limit. The time that a question waits for an answer doesn't count.");

    /// <summary>The handler prompted for input where no one can answer.</summary>
    public static ErrorKind HandlerPrompted { get; } = new(
        ErrorGroup.State,
        "Pass all required values. To get input from a person, ask a question in the chat.");

    /// <summary>Parallel handlers would run with fewer restrictions than their caller.</summary>
    public static ErrorKind RunspaceRestricted { get; } = new(
        ErrorGroup.State,
        "Run the handlers one at a time on the caller's thread, where the caller's restrictions apply.");
}
