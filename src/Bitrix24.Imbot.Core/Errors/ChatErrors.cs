namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for dialogs, chats, users, and notifications.</summary>
public static class ChatErrors
{
    /// <summary>The dialog ID is not valid.</summary>
    public static ErrorKind DialogIdInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify chatN for a chat (chat5), a user ID for a private dialog (17), or sgN for a workgroup chat (sg3).");

    /// <summary>No dialog was specified.</summary>
    public static ErrorKind DialogIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify the ID of the dialog.");

    /// <summary>The chat or user was not found.</summary>
    public static ErrorKind ChatNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the dialog ID: chatN for a chat, or a user ID for a private dialog.");

    /// <summary>The portal could not create the chat.</summary>
    public static ErrorKind ChatNotCreated { get; } = new(
        ErrorGroup.Refused,
        "Check that the users exist and that the session's user can create chats. Before you try again, check whether the chat was created.");

    /// <summary>The bot is not a member of the chat that its data was sent to.</summary>
    public static ErrorKind ChatWithoutBot { get; } = new(
        ErrorGroup.Argument,
        "Specify the private dialog with the bot (the bot's ID) or a chat that the bot is a member of.");

    /// <summary>The operation requires a group chat, but a private dialog was specified.</summary>
    public static ErrorKind ChatTypeUnfit { get; } = new(
        ErrorGroup.Argument,
        "Specify a group chat: chatN.");

    /// <summary>No user was specified.</summary>
    public static ErrorKind UserIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify at least one ID of a portal user.");

    /// <summary>The user was not found.</summary>
    public static ErrorKind UserNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the ID or email address, and whether to include dismissed users. Email addresses are available with the 'user' scope, but not with 'user_brief'.");

    /// <summary>The department was not found.</summary>
    public static ErrorKind DepartmentNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Call department.get to list the IDs and names of the departments.");

    /// <summary>The portal didn't add the notification.</summary>
    public static ErrorKind NotificationNotSent { get; } = new(
        ErrorGroup.Refused,
        "Check that the user exists and is active.");
}
