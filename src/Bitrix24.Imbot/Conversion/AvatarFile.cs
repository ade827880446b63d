using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Reads the picture for <c>-AvatarPath</c>. The format is checked, because the portal removes a chat's old picture without an error if the new one isn't a picture.
/// </summary>
internal static class AvatarFile
{
    private static readonly byte[][] Beginnings =
    [
        [0x89, (byte)'P', (byte)'N', (byte)'G'],
        [0xFF, 0xD8, 0xFF],
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8'],
        [(byte)'B', (byte)'M'],
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F'],
    ];

    /// <summary>Reads the file; returns null if no path is specified.</summary>
    public static byte[]? Read(PSCmdlet cmdlet, string? path)
    {
        if (path is null)
        {
            return null;
        }

        string resolved = FilePaths.One(cmdlet, path);
        try
        {
            // Pipes and devices have no length, and reading one can block forever. Only the start is read first, because other files can be large.
            return new FileInfo(LinkedFile.Follow(resolved)) is not { Exists: true, Length: 0 } && IsPicture(resolved)
                ? File.ReadAllBytes(resolved)
                : throw BotErrors.AvatarNotPicture.With($"The file '{resolved}' is not a supported picture.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.FileUnreadable.With($"The picture '{resolved}' can't be read: {exception.Message}", exception);
        }
    }

    private static bool IsPicture(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] start = new byte[Beginnings.Max(beginning => beginning.Length)];
        int count = stream.Read(start, 0, start.Length);
        return Beginnings.Any(beginning => start.Take(count).Take(beginning.Length).SequenceEqual(beginning));
    }
}
