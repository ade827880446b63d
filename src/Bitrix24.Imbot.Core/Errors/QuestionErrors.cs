namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of questions to people in a chat.</summary>
public static class QuestionErrors
{
    /// <summary>The bot would not hear an answer in words.</summary>
    public static ErrorKind ReplyNotHeard { get; } = new(
        ErrorGroup.Argument,
        "Offer choices, whose buttons work everywhere, ask in a private dialog, or use a bot of type supervisor or personal, which hears everything.");

    /// <summary>Nobody takes the events of a bot to which they are pushed.</summary>
    public static ErrorKind ReplyReaderMissing { get; } = new(
        ErrorGroup.State,
        "Run a listener for the bot on this machine under this account, or set the bot's event mode to fetch.");

    /// <summary>There was no time to ask.</summary>
    public static ErrorKind ReplyNotAsked { get; } = new(
        ErrorGroup.Timeout,
        "Nothing was asked. Two questions that are answered in words wait for each other in a dialog: give more time, or offer choices.");

    /// <summary>Two choices of a question are the same.</summary>
    public static ErrorKind ChoiceRepeated { get; } = new(
        ErrorGroup.Argument,
        "Give each choice once; letter case makes no difference.");

    /// <summary>Where the processes of this account meet over a bot's questions cannot be used.</summary>
    public static ErrorKind ReplyBoardFailed { get; } = new(
        ErrorGroup.Storage,
        "Let this account write to the folder, or make room. The environment variable BITRIX24_IMBOT_STATE names another folder. " + EventErrors.StateDirectory);
}
