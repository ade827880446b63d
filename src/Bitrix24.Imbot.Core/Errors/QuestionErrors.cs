namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for questions to people in a chat.</summary>
public static class QuestionErrors
{
    /// <summary>The bot can't receive an answer in words.</summary>
    public static ErrorKind ReplyNotHeard { get; } = new(
        ErrorGroup.Argument,
        "Offer choices: their buttons work everywhere. For answers in words, ask in a private dialog, or use a bot of type 'supervisor' or 'personal', which receives all messages.");

    /// <summary>No listener receives the bot's pushed events.</summary>
    public static ErrorKind ReplyReaderMissing { get; } = new(
        ErrorGroup.State,
        "Run a listener for the bot on this computer and under this account, or set the bot's event mode to 'fetch'.");

    /// <summary>The time limit expired before the question could be asked.</summary>
    public static ErrorKind ReplyNotAsked { get; } = new(
        ErrorGroup.Timeout,
        "The question was not asked. In a dialog, only one question at a time can wait for an answer in words. Increase the time limit, or offer choices.");

    /// <summary>A choice was specified more than once.</summary>
    public static ErrorKind ChoiceRepeated { get; } = new(
        ErrorGroup.Argument,
        "Specify each choice only once. Choices are not case-sensitive.");

    /// <summary>The shared folder for the bot's questions can't be used.</summary>
    public static ErrorKind ReplyBoardFailed { get; } = new(
        ErrorGroup.Storage,
        "Give this account write access to the folder, or free up disk space. To use another folder, set the environment variable BITRIX24_IMBOT_STATE. " + EventErrors.StateDirectory);
}
