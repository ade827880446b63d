namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for functions that run as chat commands, and for their access rules.</summary>
public static class FunctionErrors
{
    /// <summary>The function was not found.</summary>
    public static ErrorKind FunctionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the names of the functions. Define the functions before the bot starts.");

    /// <summary>The command can't be run from a chat.</summary>
    public static ErrorKind FunctionRefused { get; } = new(
        ErrorGroup.Argument,
        "Remove the command, or use a function whose parameters accept text, numbers, dates, or switches.");

    /// <summary>The function uses something that isn't available where functions run.</summary>
    public static ErrorKind FunctionNotCarried { get; } = new(
        ErrorGroup.Argument,
        "List the variables that the function uses, or move the function with its classes and helper functions to a module.");

    /// <summary>The rule for a function is not valid.</summary>
    public static ErrorKind FunctionRuleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify the rules as a table with the function names as keys.");

    /// <summary>No access rules were specified for the functions.</summary>
    public static ErrorKind AllowMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify who can run the functions: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone.");

    /// <summary>The access rule is not valid.</summary>
    public static ErrorKind AccessRuleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a user ID such as 17, department:7, department:7+ (includes subdepartments), chat:chat5 (members), manager:chat5, owner:chat5, or Everyone.");

    /// <summary>The audit file of the bot can't be written.</summary>
    public static ErrorKind AuditNotWritten { get; } = new(
        ErrorGroup.Storage,
        "The bot continues to run, but doesn't run functions until the file can be written. Give this account write access to the file and its folder, free up disk space, or specify another file.");

    /// <summary>The schedule is not valid.</summary>
    public static ErrorKind ScheduleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify these for each schedule: a line with all the values that its function needs, a cron expression, a dialog, and a time zone.");
}
