using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>Sends a file of a chat to the page, as a download or a picture. The file never runs in the browser.</summary>
internal static class FileAnswer
{
    public static HttpAnswer? Download(Portal portal, int fileId) => Find(portal, fileId) is StoredFile file
        ? new HttpAnswer(200, "application/octet-stream", file.Content.ToArray()).AsFile(file.Name)
        : null;

    /// <summary>A file whose bytes are a PNG, GIF, or JPEG image; null for any other file.</summary>
    public static HttpAnswer? Picture(Portal portal, int fileId)
    {
        StoredFile? file = Find(portal, fileId);
        if (file is null || ImageSize.Read(file.Content.Span) is null)
        {
            return null;
        }

        string type = file.Content.Span[0] switch { 0x89 => "image/png", 0xFF => "image/jpeg", _ => "image/gif" };
        return new HttpAnswer(200, type, file.Content.ToArray());
    }

    private static StoredFile? Find(Portal portal, int fileId) => portal.Locked(() => portal.FindFile(fileId));
}
