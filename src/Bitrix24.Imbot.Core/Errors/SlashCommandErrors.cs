namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of slash commands.</summary>
public static class SlashCommandErrors
{
    /// <summary>No command was named.</summary>
    public static ErrorKind CommandIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Give the ID of the slash command.");

    /// <summary>The text cannot be a slash command's name.</summary>
    public static ErrorKind CommandNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give one word of at most 255 characters without spaces, with or without the slash before it. What people write after a space are the command's parameters.");

    /// <summary>The title or the parameter text of a slash command is longer than the portal stores.</summary>
    public static ErrorKind CommandTextTooLong { get; } = new(
        ErrorGroup.Argument,
        "Shorten the title or the parameter text to 255 characters in each language.");

    /// <summary>A slash command that people see has no title, or parameters come without the title of their language.</summary>
    public static ErrorKind CommandTitleMissing { get; } = new(
        ErrorGroup.Argument,
        "Give a title for each language that has a parameter text, and for every command that is not hidden.");

    /// <summary>The bot has no such command.</summary>
    public static ErrorKind CommandNotFound { get; } = new(
        ErrorGroup.NotFound,
        "List the commands of the bot to see their IDs.");

    /// <summary>The bot has several commands of this name.</summary>
    public static ErrorKind CommandNameAmbiguous { get; } = new(
        ErrorGroup.Argument,
        "Give the ID of one of the commands.");

    /// <summary>The bot has another command of this name.</summary>
    public static ErrorKind CommandNameTaken { get; } = new(
        ErrorGroup.Conflict,
        "Choose another name, or change the command that has it.");

    /// <summary>The portal could not register the command.</summary>
    public static ErrorKind CommandRegisterFailed { get; } = new(
        ErrorGroup.Refused,
        "Check name and titles for what is unusual in them, and try again.");

    /// <summary>The portal could not send the answer to a command.</summary>
    public static ErrorKind CommandAnswerFailed { get; } = new(
        ErrorGroup.Refused,
        "Check that the message is the one that called the command and still exists, and that the answer has a text.");

    /// <summary>There are no names of commands to register.</summary>
    public static ErrorKind CommandNamesMissing { get; } = new(
        ErrorGroup.Argument,
        "Give the names of the commands, or register the commands first.");
}
