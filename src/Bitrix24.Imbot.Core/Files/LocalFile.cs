using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>A local file to send, checked against the rules of the portal.</summary>
public sealed class LocalFile
{
    /// <summary>
    /// The largest accepted size. The portal rejects Base64 text longer than four thirds of 100 MiB (docs/portal/files.md, "Upload").
    /// </summary>
    public const long MaxSize = (100L * 1024 * 1024) - 1;

    private const int MaxNameLength = 255;

    private LocalFile(string path, string name, long size)
    {
        Path = path;
        Name = name;
        Size = size;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Name on the portal, which may add a number to make it unique.</summary>
    public string Name { get; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; }

    /// <summary>Checks a file.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="name">Name on the portal; null for the name of the file.</param>
    /// <exception cref="B24Exception">
    /// <see cref="FileErrors.FileNotFound"/>, <see cref="FileErrors.PathNotFile"/>, <see cref="FileErrors.FileEmpty"/>,
    /// <see cref="FileErrors.FileTooLarge"/>, <see cref="FileErrors.FileNameInvalid"/>.
    /// </exception>
    public static LocalFile Require(string path, string? name = null)
    {
        if (Directory.Exists(path))
        {
            throw FileErrors.PathNotFile.With($"{path} is a folder.");
        }

        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw FileErrors.FileNotFound.With($"File {path} was not found.");
        }

        // For a symbolic link, FileInfo returns the length of the link itself.
        long size = new FileInfo(LinkedFile.Follow(path)).Length;
        return size switch
        {
            0 => throw FileErrors.FileEmpty.With($"{path} is empty."),
            > MaxSize => throw FileErrors.FileTooLarge.With($"{path} has {size} bytes. The portal accepts at most {MaxSize} bytes."),
            _ => new LocalFile(file.FullName, RequireName(name ?? file.Name), size),
        };
    }

    /// <summary>The members of <c>fields</c>.</summary>
    internal JsonMap ToFields(string? message, IProgress<TransferProgress>? progress) =>
        new JsonMap { ["name"] = Name, ["content"] = ToContent(progress) }.AddUnlessNull("message", message);

    /// <summary>Checks an optional text; null if it is blank.</summary>
    /// <exception cref="B24Exception"><see cref="MessageErrors.MessageTooLong"/>.</exception>
    internal static string? RequireMessage(string? text) => string.IsNullOrWhiteSpace(text) ? null : MessageText.Require(text);

    private Base64Content ToContent(IProgress<TransferProgress>? progress)
    {
        Action<long>? progressed = progress is null ? null : done => progress.Report(new TransferProgress(done, Size));
        return new Base64Content(Path, Size, Open, progressed);
    }

    /// <summary>Other programs, such as loggers, may continue to write to the file. Only the bytes of the announced size are sent.</summary>
    private FileStream Open() => new(
        Path,
        FileMode.Open,
        FileAccess.Read,
        FileShare.ReadWrite | FileShare.Delete,
        bufferSize: 1,
        FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static string RequireName(string name)
    {
        string trimmed = name.Trim();
        bool isValid = trimmed.Length is > 0 and <= MaxNameLength
            && trimmed is not ("0" or "." or "..")
            && !trimmed.Any(character => char.IsControl(character) || character is '/' or '\\');
        return isValid ? trimmed : throw FileErrors.FileNameInvalid.With($"'{trimmed}' is not a valid file name on the portal.");
    }
}
