namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of dialogs, chats, people and notifications.</summary>
public static class ChatErrors
{
    /// <summary>The text names no dialog.</summary>
    public static ErrorKind DialogIdInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give chatN for a chat (chat5), the user's number for a private dialog (17), or sgN for a workgroup's chat (sg3).");

    /// <summary>No dialog was named.</summary>
    public static ErrorKind DialogIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Give the ID of the dialog.");

    /// <summary>No chat or user stands behind the dialog id.</summary>
    public static ErrorKind ChatNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the dialog id: chatN for a chat, the user's number for a private dialog.");

    /// <summary>The portal could not create the chat.</summary>
    public static ErrorKind ChatNotCreated { get; } = new(
        ErrorGroup.Refused,
        "Check that the users exist and that the session's user may create chats, and look whether the chat is there before you try again.");

    /// <summary>Data for a bot were sent to a chat in which there is none.</summary>
    public static ErrorKind ChatWithoutBot { get; } = new(
        ErrorGroup.Argument,
        "Name the private dialog with the bot, which is the bot's ID, or a chat that the bot is in.");

    /// <summary>A private dialog was named where only a group chat will do.</summary>
    public static ErrorKind ChatTypeUnfit { get; } = new(
        ErrorGroup.Argument,
        "Name a group chat, chatN.");

    /// <summary>No user was named.</summary>
    public static ErrorKind UserIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Give at least one ID of a user of the portal.");

    /// <summary>No user fits.</summary>
    public static ErrorKind UserNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the ID or e-mail address, and whether people who were dismissed are included. The scope 'user' shows e-mail addresses, 'user_brief' doesn't.");

    /// <summary>No department has this ID or name.</summary>
    public static ErrorKind DepartmentNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Call department.get to see the IDs and names of the departments.");

    /// <summary>The portal didn't add the notification.</summary>
    public static ErrorKind NotificationNotSent { get; } = new(
        ErrorGroup.Refused,
        "Check that the user exists and is active.");
}
