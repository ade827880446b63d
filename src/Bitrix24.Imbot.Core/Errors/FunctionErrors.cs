namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of functions as chat commands, and of who may run them.</summary>
public static class FunctionErrors
{
    /// <summary>A function for chats was not found.</summary>
    public static ErrorKind FunctionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the names of the functions, and that they are defined before the bot starts.");

    /// <summary>A command can't be run from a chat.</summary>
    public static ErrorKind FunctionRefused { get; } = new(
        ErrorGroup.Argument,
        "Leave the command out, or offer a function that takes text, numbers, dates, or switches.");

    /// <summary>A function uses something that cannot be taken to where functions run.</summary>
    public static ErrorKind FunctionNotCarried { get; } = new(
        ErrorGroup.Argument,
        "Name the variables that the function uses, or put the function with its classes and helpers into a module of its own.");

    /// <summary>A rule for a function is wrong.</summary>
    public static ErrorKind FunctionRuleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give the rules by the names of functions.");

    /// <summary>Functions were given without saying who may run them.</summary>
    public static ErrorKind AllowMissing { get; } = new(
        ErrorGroup.Argument,
        "Say who may run the functions: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone.");

    /// <summary>The text does not say who may run a function.</summary>
    public static ErrorKind AccessRuleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give a user ID such as 17, department:7, department:7+ with its subdepartments, chat:chat5 for members, manager:chat5, owner:chat5, or Everyone.");

    /// <summary>The audit file of a bot can't be written.</summary>
    public static ErrorKind AuditNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Functions aren't run meanwhile, and the bot goes on. Give this account the right to write the file and its folder, make room, or name another file.");

    /// <summary>A schedule of a bot is wrong.</summary>
    public static ErrorKind ScheduleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give each schedule a line with all values that its function needs, a cron expression, a dialog, and a time zone.");
}
