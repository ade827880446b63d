namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for bots, bot tokens, and bot registration.</summary>
public static class BotErrors
{
    /// <summary>The bot token is empty, or a new bot token is longer than 40 characters.</summary>
    public static ErrorKind BotTokenLengthInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a new token of 1 to 40 characters, or omit it to create one. You can still connect with a longer token if the bot is already registered with it.");

    /// <summary>With an incoming webhook, imbot.v2 methods require a bot token, and none is available.</summary>
    public static ErrorKind BotTokenMissing { get; } = new(
        ErrorGroup.State,
        "Connect with the bot token that the bot was registered with. If you don't have a bot yet, register one.");

    /// <summary>No bot was specified and the session has no default bot.</summary>
    public static ErrorKind BotIdMissing { get; } = new(
        ErrorGroup.State,
        "Specify the bot's ID or code, or set a default bot for the session. With an incoming webhook, also connect with the bot token. If you don't have a bot yet, register one.");

    /// <summary>Bots that were registered with OAuth have no bot token.</summary>
    public static ErrorKind BotTokenUnderOAuth { get; } = new(
        ErrorGroup.Argument,
        "Remove the new bot token. A bot that was registered by an OAuth application has no token to change.");

    /// <summary>The event URL of a bot is not valid.</summary>
    public static ErrorKind WebhookUriInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a complete http or https URL that the portal can reach, such as https://bots.example.com/duty. The host localhost is not accepted.");

    /// <summary>Event mode 'webhook' requires an event URL.</summary>
    public static ErrorKind WebhookUriMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify an event URL together with event mode 'webhook'. Without it, the portal can't deliver events.");

    /// <summary>An event URL was specified for a bot with event mode 'fetch'.</summary>
    public static ErrorKind WebhookUriUnused { get; } = new(
        ErrorGroup.Argument,
        "Set the event mode to 'webhook' together with the URL. In mode 'fetch', the portal ignores the URL without an error.");

    /// <summary>The file is not an image in a supported format.</summary>
    public static ErrorKind AvatarNotPicture { get; } = new(
        ErrorGroup.Argument,
        "Specify a PNG, JPEG, GIF, BMP, or WebP image of at most 5000 x 5000 pixels.");

    /// <summary>The image has too many pixels.</summary>
    public static ErrorKind AvatarTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Specify an image of at most 5000 x 5000 pixels.");

    /// <summary>The bot was not found.</summary>
    public static ErrorKind BotNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the ID or the code of the bot.");

    /// <summary>The bot belongs to another owner, or the bot token is not correct.</summary>
    public static ErrorKind BotOfAnotherOwner { get; } = new(
        ErrorGroup.Permission,
        "Connect with the bot token or the application that the bot was registered with. The portal returns the same code for a wrong token.");

    /// <summary>The bot's type doesn't allow this operation.</summary>
    public static ErrorKind BotTypeNotAllowed { get; } = new(
        ErrorGroup.Permission,
        "Use a bot that was registered with type 'supervisor' or 'personal'. You can't change the type of a bot.");

    /// <summary>The bot code is already used.</summary>
    public static ErrorKind BotCodeTaken { get; } = new(
        ErrorGroup.Conflict,
        "Choose another code, or connect with the token that the bot with this code was registered with.");

    /// <summary>The bot code is missing.</summary>
    public static ErrorKind BotCodeMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify a code of 1 to 50 characters that is unique on the portal.");

    /// <summary>The bot name is missing.</summary>
    public static ErrorKind BotNameMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify the name that people see.");

    /// <summary>The bot type is not valid.</summary>
    public static ErrorKind BotTypeInvalid { get; } = new(
        ErrorGroup.Argument,
        "Use one of these types: bot, supervisor, personal, or openline.");

    /// <summary>The event mode is not valid.</summary>
    public static ErrorKind EventModeInvalid { get; } = new(
        ErrorGroup.Argument,
        "Use one of these event modes: fetch or webhook.");

    /// <summary>The portal could not register the bot.</summary>
    public static ErrorKind BotRegisterFailed { get; } = new(
        ErrorGroup.Refused,
        "Check that the code has at most 50 characters. If it does, try again later or ask the portal's administrator.");

    /// <summary>The portal could not unregister the bot.</summary>
    public static ErrorKind BotUnregisterFailed { get; } = new(
        ErrorGroup.Refused,
        "Check whether the bot still exists, and try again.");

    /// <summary>The application has the maximum number of bots.</summary>
    public static ErrorKind BotLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "Unregister a bot that you no longer need. An application can have up to 100 bots.");

    /// <summary>The new bot token can't be used.</summary>
    public static ErrorKind BotTokenRotationFailed { get; } = new(
        ErrorGroup.Conflict,
        "Choose a new token that no other bot uses. The old token is still valid.");
}
