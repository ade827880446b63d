namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for slash commands.</summary>
public static class SlashCommandErrors
{
    /// <summary>No slash command was specified.</summary>
    public static ErrorKind CommandIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify the ID of the slash command.");

    /// <summary>The name of the slash command is not valid.</summary>
    public static ErrorKind CommandNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify one word of at most 255 characters, with or without a leading slash. In a message, text after the first space is the command's argument.");

    /// <summary>The title or the parameter text of a slash command is too long.</summary>
    public static ErrorKind CommandTextTooLong { get; } = new(
        ErrorGroup.Argument,
        "Shorten the title or the parameter text to 255 characters in each language.");

    /// <summary>A slash command has no title. Visible commands, and languages with a parameter text, require one.</summary>
    public static ErrorKind CommandTitleMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify a title for each language that has a parameter text, and for every command that isn't hidden.");

    /// <summary>The slash command was not found.</summary>
    public static ErrorKind CommandNotFound { get; } = new(
        ErrorGroup.NotFound,
        "List the bot's commands to see their IDs.");

    /// <summary>The bot has more than one command with this name.</summary>
    public static ErrorKind CommandNameAmbiguous { get; } = new(
        ErrorGroup.Argument,
        "Specify the ID of one of the commands.");

    /// <summary>The bot already has a command with this name.</summary>
    public static ErrorKind CommandNameTaken { get; } = new(
        ErrorGroup.Conflict,
        "Choose another name, or change the existing command.");

    /// <summary>The portal could not register the command.</summary>
    public static ErrorKind CommandRegisterFailed { get; } = new(
        ErrorGroup.Refused,
        "Check the name and the titles for unusual characters, and try again.");

    /// <summary>The portal could not send the answer to the command.</summary>
    public static ErrorKind CommandAnswerFailed { get; } = new(
        ErrorGroup.Refused,
        "Check that the message is the one that called the command, that it still exists, and that the answer has a text.");

    /// <summary>No command names were specified.</summary>
    public static ErrorKind CommandNamesMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify the names of the commands, or register the commands first.");
}
