using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>A file of this machine that is going to be sent, checked for what the portal would refuse or spoil.</summary>
public sealed class LocalFile
{
    /// <summary>The portal refuses a Base64 text longer than four thirds of 100 MiB (docs/portal/files.md, "Upload"): this is the last size below.</summary>
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

    /// <summary>Name that it gets on the portal, which may add a number to make it unique.</summary>
    public string Name { get; }

    /// <summary>Bytes.</summary>
    public long Size { get; }

    /// <summary>Looks at a file.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="name">Name on the portal; the file's own where null.</param>
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
            throw FileErrors.FileNotFound.With($"There is no file {path}.");
        }

        // The length of a symbolic link is its own.
        long size = new FileInfo(LinkedFile.Follow(path)).Length;
        return size switch
        {
            0 => throw FileErrors.FileEmpty.With($"{path} is empty."),
            > MaxSize => throw FileErrors.FileTooLarge.With($"{path} has {size} bytes, and the portal takes {MaxSize}."),
            _ => new LocalFile(file.FullName, RequireName(name ?? file.Name), size),
        };
    }

    /// <summary>What goes into <c>fields</c>.</summary>
    internal JsonMap ToFields(string? message, IProgress<TransferProgress>? progress) =>
        new JsonMap { ["name"] = Name, ["content"] = ToContent(progress) }.AddUnlessNull("message", message);

    /// <summary>A text that may be missing: null for a blank one.</summary>
    /// <exception cref="B24Exception"><see cref="MessageErrors.MessageTooLong"/>.</exception>
    internal static string? RequireMessage(string? text) => string.IsNullOrWhiteSpace(text) ? null : MessageText.Require(text);

    private Base64Content ToContent(IProgress<TransferProgress>? progress)
    {
        Action<long>? progressed = progress is null ? null : done => progress.Report(new TransferProgress(done, Size));
        return new Base64Content(Path, Size, Open, progressed);
    }

    /// <summary>Others may go on writing to it, a log for example: what comes after the size that was told is not sent.</summary>
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
        return isValid ? trimmed : throw FileErrors.FileNameInvalid.With($"'{trimmed}' cannot be a file's name on the portal.");
    }
}
