namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of files on this machine and on the portal.</summary>
public static class FileErrors
{
    /// <summary>The file cannot be read.</summary>
    public static ErrorKind FileUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Check the path and that this account may read the file.");

    /// <summary>The path leads to no file.</summary>
    public static ErrorKind FileNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the path.");

    /// <summary>The path is a folder, or lies on a drive that has no files.</summary>
    public static ErrorKind PathNotFile { get; } = new(
        ErrorGroup.Argument,
        "Give the path of a file, on a drive of the file system.");

    /// <summary>The file has no content, which the portal refuses.</summary>
    public static ErrorKind FileEmpty { get; } = new(
        ErrorGroup.Argument,
        "Send a file with at least one byte; the portal takes no empty one.");

    /// <summary>The file is larger than the portal takes.</summary>
    public static ErrorKind FileTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Send a file of less than 100 MiB (104,857,600 bytes), for example compressed or in parts, or upload it to the portal's Drive and send a link.");

    /// <summary>The text cannot be a file's name on the portal.</summary>
    public static ErrorKind FileNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give a name without folders and without control characters, which is neither blank nor 0, at most 255 characters.");

    /// <summary>The file was changed while it was sent.</summary>
    public static ErrorKind FileChanged { get; } = new(
        ErrorGroup.Storage,
        "Nothing was sent. Copy the file first if another program writes to it, and send the copy.");

    /// <summary>A file of this name is there already.</summary>
    public static ErrorKind FileExists { get; } = new(
        ErrorGroup.Conflict,
        "Nothing was changed. Allow the new file to replace an older one, or choose another place; files of one name need folders of their own.");

    /// <summary>A downloaded file cannot be written.</summary>
    public static ErrorKind FileNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Nothing was left behind. Check that the folder exists, that this account may write to it, and that the disk has room.");

    /// <summary>The portal does not take the link that it gave.</summary>
    public static ErrorKind FileLinkRefused { get; } = new(
        ErrorGroup.Answer,
        "Ask for the file again, which gets a new link. If it happens again, look on the portal whether the file is still there.");

    /// <summary>The content of a file did not arrive as it should.</summary>
    public static ErrorKind FileContentRejected { get; } = new(
        ErrorGroup.Refused,
        "Send the file again; with a call of the method itself, the content is Base64 without a data: prefix.");

    /// <summary>The chat's folder on the portal's drive cannot be used.</summary>
    public static ErrorKind FileFolderUnavailable { get; } = new(
        ErrorGroup.Refused,
        "Look whether the portal's Drive works and has room, and try again.");

    /// <summary>The portal could not store the file.</summary>
    public static ErrorKind FileUploadFailed { get; } = new(
        ErrorGroup.Refused,
        "Look whether the portal's Drive has room and allows this kind of file, and try again.");

    /// <summary>The file was stored, and its message could not be sent.</summary>
    public static ErrorKind FileNotSent { get; } = new(
        ErrorGroup.Refused,
        "Look whether the file is in the chat before you send it again, and whether the sender may write there.");

    /// <summary>The portal has no file of this id.</summary>
    public static ErrorKind FileOnPortalNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the ID of the file; it may have been deleted.");

    /// <summary>The bot, or for a user's file the session's user, may not read the file.</summary>
    public static ErrorKind FileAccessDenied { get; } = new(
        ErrorGroup.Permission,
        "Add the bot to the chat in which the file was sent: the portal checks the bot's right to read it. For a file that a user sent, the right of the session's user counts.");

    /// <summary>The portal has no room for more files.</summary>
    public static ErrorKind DiskQuotaExceeded { get; } = new(
        ErrorGroup.Limit,
        "Free space on the portal's Drive, its recycle bins included, or extend the portal's plan, and send the file again.");
}
