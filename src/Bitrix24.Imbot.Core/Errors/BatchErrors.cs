namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of batches and their commands.</summary>
public static class BatchErrors
{
    /// <summary>A command of a batch is no hashtable or object with a method.</summary>
    public static ErrorKind BatchCommandInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give each command the name of its method. Its parameters and its key in the batch may be left out.");

    /// <summary>A method cannot be called inside a batch.</summary>
    public static ErrorKind BatchMethodNotAllowed { get; } = new(
        ErrorGroup.Argument,
        "Call the method by itself: a portal lets no batch in a batch, and no upload or download of files.");

    /// <summary>The name of a command cannot be one, or is taken.</summary>
    public static ErrorKind BatchKeyInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give each command a key of its own, made of letters, digits, _ and -; without a key the commands are called cmd1, cmd2 and so on.");

    /// <summary>A parameter cannot be written as text in a batch.</summary>
    public static ErrorKind BatchValueImpossible { get; } = new(
        ErrorGroup.Argument,
        "Leave the parameter out, or call the method by itself: a batch takes text, numbers, booleans, dates, and lists and maps of these that are not empty.");

    /// <summary>A command refers to the result of one that goes with another request.</summary>
    public static ErrorKind BatchReferenceOutOfReach { get; } = new(
        ErrorGroup.Argument,
        "Results can be referred to within 50 commands that go in one request. Put the two commands nearer to each other, or take the value from the first one's result.");

    /// <summary>A command was not run because one before it had failed.</summary>
    public static ErrorKind BatchHalted { get; } = new(
        ErrorGroup.State,
        "Correct the command that failed first, and run this one again. A batch that doesn't stop at errors runs the commands after a failed one, too.");

    /// <summary>A batch has too many commands.</summary>
    public static ErrorKind BatchTooLong { get; } = new(
        ErrorGroup.Limit,
        "Give a batch at most 50 commands.");
}
