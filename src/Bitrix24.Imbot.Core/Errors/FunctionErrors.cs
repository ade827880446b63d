namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of functions as chat commands, and of who may run them.</summary>
public static class FunctionErrors
{
    /// <summary>A function for chats was not found.</summary>
    public static ErrorKind FunctionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Give -Function the names of functions or cmdlets, names with wildcards, CommandInfo objects, or modules from Get-Module. Define the functions or import their module first.");

    /// <summary>A command can't be run from a chat.</summary>
    public static ErrorKind FunctionRefused { get; } = new(
        ErrorGroup.Argument,
        "Leave the command out, or write a function around it that takes text, numbers, dates, or switches. about_B24ChatCommands says what a chat can run.");

    /// <summary>Something that a function uses can't be taken to the runspaces in which functions run.</summary>
    public static ErrorKind FunctionNotCarried { get; } = new(
        ErrorGroup.Argument,
        "Name the variables that the function uses with -Variable, or put the function with its classes and helpers into a module and import it before the bot starts.");

    /// <summary>A rule for a function is wrong.</summary>
    public static ErrorKind FunctionRuleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give -FunctionRule a hashtable by the names of functions: @{ 'Get-Log' = @{ Allow = 'department:7'; Parameters = 'Name'; Paths = $true; Confirm = $false } }.");

    /// <summary>Functions were given without saying who may run them.</summary>
    public static ErrorKind AllowMissing { get; } = new(
        ErrorGroup.Argument,
        "Give -Allow the people who may run the functions: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone.");

    /// <summary>The text does not say who may run a function.</summary>
    public static ErrorKind AccessRuleInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give a user ID such as 17, department:7, department:7+ with its subdepartments, chat:chat5 for members, manager:chat5, owner:chat5, or Everyone.");
}
