using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

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
    /// <exception cref="B24Exception"><see cref="ErrorKinds.FileUnreadable"/>, <see cref="ErrorKinds.AvatarNotPicture"/>.</exception>
    public static byte[]? Read(PSCmdlet cmdlet, string? path)
    {
        if (path is null)
        {
            return null;
        }

        string resolved = FilePaths.One(cmdlet, path);
        byte[] content = ReadBytes(resolved);
        return Beginnings.Any(beginning => content.Take(beginning.Length).SequenceEqual(beginning))
            ? content
            : throw ErrorKinds.AvatarNotPicture.With($"{resolved} is not a picture.");
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ErrorKinds.FileUnreadable.With($"The picture {path} cannot be read: {exception.Message}", exception);
        }
    }
}
