using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// The picture behind <c>-AvatarPath</c>. Its kind is looked at, because a chat's picture that is none takes the old one away without an error.
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

    /// <summary>The file's bytes; null where no path was given.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileUnreadable"/>, <see cref="BotErrors.AvatarNotPicture"/>.</exception>
    public static byte[]? Read(PSCmdlet cmdlet, string? path)
    {
        if (path is null)
        {
            return null;
        }

        string resolved = FilePaths.One(cmdlet, path);
        try
        {
            // A pipe or a device has no length, and reading it could last for ever. The beginning comes first: other files can be large.
            return new FileInfo(LinkedFile.Follow(resolved)) is not { Exists: true, Length: 0 } && IsPicture(resolved)
                ? File.ReadAllBytes(resolved)
                : throw BotErrors.AvatarNotPicture.With($"{resolved} is not a picture.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.FileUnreadable.With($"The picture {resolved} cannot be read: {exception.Message}", exception);
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
