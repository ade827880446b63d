namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of bots, their tokens and their registration.</summary>
public static class BotErrors
{
    /// <summary>A bot token is empty, or a new one is longer than 40 characters.</summary>
    public static ErrorKind BotTokenLengthInvalid { get; } = new(
        ErrorGroup.Argument,
        "Choose a new token of 1 to 40 characters, or leave it out to have one created. A longer token of a bot that is registered already still works for connecting.");

    /// <summary>A method of imbot.v2 needs a bot token under a webhook, and there is none.</summary>
    public static ErrorKind BotTokenMissing { get; } = new(
        ErrorGroup.State,
        "Connect with the token that the bot was registered with. If you have no bot yet, register one.");

    /// <summary>No bot was named and the session has no default one.</summary>
    public static ErrorKind BotIdMissing { get; } = new(
        ErrorGroup.State,
        "Give the ID or the code of the bot, or give the session a default bot; under an incoming webhook, connect with the bot's token as well. If you have no bot yet, register one.");

    /// <summary>A bot token cannot be changed under OAuth.</summary>
    public static ErrorKind BotTokenUnderOAuth { get; } = new(
        ErrorGroup.Argument,
        "Leave the new bot token out: a bot that was registered by an OAuth application has none to change.");

    /// <summary>The address for a bot's events cannot be used.</summary>
    public static ErrorKind WebhookUriInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give a whole http or https address that the portal can reach, such as https://bots.example.com/duty; localhost is not accepted.");

    /// <summary>Event mode webhook without an address.</summary>
    public static ErrorKind WebhookUriMissing { get; } = new(
        ErrorGroup.Argument,
        "Give an address together with event mode webhook; without one the portal would deliver nothing.");

    /// <summary>An address for events of a bot whose event mode is fetch.</summary>
    public static ErrorKind WebhookUriUnused { get; } = new(
        ErrorGroup.Argument,
        "Choose event mode webhook together with the address; in mode fetch the portal drops the address without an error.");

    /// <summary>The file is no picture of a kind that the portal shows.</summary>
    public static ErrorKind AvatarNotPicture { get; } = new(
        ErrorGroup.Argument,
        "Give a PNG, JPEG, GIF, BMP or WebP picture of at most 5000 by 5000 pixels.");

    /// <summary>A picture has too many pixels.</summary>
    public static ErrorKind AvatarTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Give a picture of at most 5000 by 5000 pixels.");

    /// <summary>No bot has this id.</summary>
    public static ErrorKind BotNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the ID or code of the bot.");

    /// <summary>The bot belongs to somebody else, or the bot token is wrong.</summary>
    public static ErrorKind BotOfAnotherOwner { get; } = new(
        ErrorGroup.Permission,
        "Connect with the token or the application that the bot was registered with; the portal has no separate code for a wrong token.");

    /// <summary>Only bots of another type may do this.</summary>
    public static ErrorKind BotTypeNotAllowed { get; } = new(
        ErrorGroup.Permission,
        "Use a bot that was registered with type supervisor or personal; the type of a bot cannot be changed.");

    /// <summary>The code of the bot is taken.</summary>
    public static ErrorKind BotCodeTaken { get; } = new(
        ErrorGroup.Conflict,
        "Choose another code, or use the token with which the bot of this code was registered.");

    /// <summary>A bot has no code.</summary>
    public static ErrorKind BotCodeMissing { get; } = new(
        ErrorGroup.Argument,
        "Give a code of 1 to 50 characters that no other bot of the portal has.");

    /// <summary>A bot has no name.</summary>
    public static ErrorKind BotNameMissing { get; } = new(
        ErrorGroup.Argument,
        "Give the name that people see.");

    /// <summary>The portal does not know the bot's type.</summary>
    public static ErrorKind BotTypeInvalid { get; } = new(
        ErrorGroup.Argument,
        "Use bot, supervisor, personal or openline as the type.");

    /// <summary>The portal does not know the event mode.</summary>
    public static ErrorKind EventModeInvalid { get; } = new(
        ErrorGroup.Argument,
        "Use fetch or webhook as the event mode.");

    /// <summary>The portal could not register the bot.</summary>
    public static ErrorKind BotRegisterFailed { get; } = new(
        ErrorGroup.Refused,
        "Check that the code has at most 50 characters; if it is right, try again later or ask the administrator of the portal.");

    /// <summary>The portal could not unregister the bot.</summary>
    public static ErrorKind BotUnregisterFailed { get; } = new(
        ErrorGroup.Refused,
        "Look whether the bot is still there, and try again.");

    /// <summary>The application has as many bots as it may have.</summary>
    public static ErrorKind BotLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "Unregister a bot that is no longer needed; an application may have 100.");

    /// <summary>The new bot token cannot be used.</summary>
    public static ErrorKind BotTokenRotationFailed { get; } = new(
        ErrorGroup.Conflict,
        "Choose another new token, which no bot has: the old one stays valid.");
}
