namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for files on this computer and on the portal.</summary>
public static class FileErrors
{
    /// <summary>The file can't be read.</summary>
    public static ErrorKind FileUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Check the path and that this account can read the file.");

    /// <summary>The file was not found.</summary>
    public static ErrorKind FileNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the path.");

    /// <summary>The path is a folder or isn't on a file system drive.</summary>
    public static ErrorKind PathNotFile { get; } = new(
        ErrorGroup.Argument,
        "Specify the path of a file on a file system drive.");

    /// <summary>The file is empty.</summary>
    public static ErrorKind FileEmpty { get; } = new(
        ErrorGroup.Argument,
        "Specify a file with at least one byte. The portal doesn't accept empty files.");

    /// <summary>The file exceeds the maximum size.</summary>
    public static ErrorKind FileTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Send a file smaller than 100 MiB (104,857,600 bytes). For example, compress or split it, or upload it to the portal's Drive and send a link.");

    /// <summary>The file name is not valid on the portal.</summary>
    public static ErrorKind FileNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a file name of at most 255 characters without a folder or control characters. The name can't be blank or 0.");

    /// <summary>The file changed while it was being sent.</summary>
    public static ErrorKind FileChanged { get; } = new(
        ErrorGroup.Storage,
        "The file was not sent. If another program writes to it, copy the file and send the copy.");

    /// <summary>The file already exists.</summary>
    public static ErrorKind FileExists { get; } = new(
        ErrorGroup.Conflict,
        "No files were changed. Choose to overwrite existing files, or specify another location. To save files with the same name, use separate folders.");

    /// <summary>The downloaded file can't be written.</summary>
    public static ErrorKind FileNotWritten { get; } = new(
        ErrorGroup.Storage,
        "No partial file was left. Check that the folder exists, that this account can write to it, and that the disk has enough space.");

    /// <summary>The portal rejected its own download link.</summary>
    public static ErrorKind FileLinkRefused { get; } = new(
        ErrorGroup.Answer,
        "Download the file again to get a new link. If the error occurs again, check whether the file still exists on the portal.");

    /// <summary>The portal rejected the content of the file.</summary>
    public static ErrorKind FileContentRejected { get; } = new(
        ErrorGroup.Refused,
        "Send the file again. If you call the method directly, encode the content as Base64 without a data: prefix.");

    /// <summary>The chat's folder on the portal's Drive isn't available.</summary>
    public static ErrorKind FileFolderUnavailable { get; } = new(
        ErrorGroup.Refused,
        "Check that the portal's Drive works and has enough space, and try again.");

    /// <summary>The portal could not store the file.</summary>
    public static ErrorKind FileUploadFailed { get; } = new(
        ErrorGroup.Refused,
        "Check that the portal's Drive has enough space and allows this file type, and try again.");

    /// <summary>The file was stored, but its message could not be sent.</summary>
    public static ErrorKind FileNotSent { get; } = new(
        ErrorGroup.Refused,
        "Before you send the file again, check whether it is already in the chat, and whether the sender can write there.");

    /// <summary>The file was not found on the portal.</summary>
    public static ErrorKind FileOnPortalNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the ID of the file. The file may have been deleted.");

    /// <summary>The bot (or, for a user's file, the session's user) can't read the file.</summary>
    public static ErrorKind FileAccessDenied { get; } = new(
        ErrorGroup.Permission,
        "Add the bot to the chat where the file was sent. To download a file as a user, the session's user needs access to it.");

    /// <summary>The portal has no storage space left.</summary>
    public static ErrorKind DiskQuotaExceeded { get; } = new(
        ErrorGroup.Limit,
        "Free up space on the portal's Drive (including its recycle bins) or upgrade the portal's plan, and send the file again.");
}
