namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for batches and their commands.</summary>
public static class BatchErrors
{
    /// <summary>A batch command is not a hashtable or object that contains a method.</summary>
    public static ErrorKind BatchCommandInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a method for each command. Its parameters and its key are optional.");

    /// <summary>The method can't be called in a batch.</summary>
    public static ErrorKind BatchMethodNotAllowed { get; } = new(
        ErrorGroup.Argument,
        "Call the method separately. A batch can't contain another batch, an upload, or a download.");

    /// <summary>The key of a batch command is not valid or is already used.</summary>
    public static ErrorKind BatchKeyInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a unique key of letters, digits, _ and - for each command, or omit the keys to use cmd1, cmd2, and so on.");

    /// <summary>A parameter can't be sent in a batch.</summary>
    public static ErrorKind BatchValueImpossible { get; } = new(
        ErrorGroup.Argument,
        "Remove the parameter, or call the method separately. A batch can contain text, numbers, booleans, dates, and nonempty lists and maps of these.");

    /// <summary>A command refers to the result of a command in another request.</summary>
    public static ErrorKind BatchReferenceOutOfReach { get; } = new(
        ErrorGroup.Argument,
        "A command can refer only to results in the same request of up to 50 commands. Move the two commands closer together, or read the value from the first result.");

    /// <summary>A command was not run because an earlier command failed.</summary>
    public static ErrorKind BatchHalted { get; } = new(
        ErrorGroup.State,
        "Fix the command that failed, and then run this command again. To continue after a failure, run the batch without stopping at errors.");

    /// <summary>A batch has too many commands.</summary>
    public static ErrorKind BatchTooLong { get; } = new(
        ErrorGroup.Limit,
        "Use at most 50 commands in a batch.");
}
