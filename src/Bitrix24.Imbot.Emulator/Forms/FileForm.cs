namespace Bitrix24.Imbot.Emulator.Forms;

/// <summary>A file in the form that the API returns (docs/portal/files.md, "File object").</summary>
internal static class FileForm
{
    public static JsonObject ForBot(PortalState portal, StoredFile file)
    {
        string extension = Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant();
        ImageSize? size = ImageSize.Read(file.Content.Span);
        return new JsonObject
        {
            ["id"] = file.Id,
            ["chatId"] = file.ChatId,
            ["date"] = PortalClock.Text(file.Date),
            ["type"] = size is not null ? "image" : Type(extension),
            ["name"] = file.Name,
            ["extension"] = extension,
            ["size"] = file.Content.Length,
            ["image"] = size is null ? false : new JsonObject { ["width"] = size.Width, ["height"] = size.Height },
            ["authorId"] = file.AuthorId,
            ["authorName"] = portal.FindUser(file.AuthorId)?.Name ?? "",
            ["isTranscribable"] = false,
            ["isVideoNote"] = false,
            ["isVoiceNote"] = false,
        };
    }

    /// <summary>The form in im.v2, with URLs and progress, which bots don't receive.</summary>
    public static JsonObject ForUser(PortalState portal, StoredFile file)
    {
        string address = new Uri(portal.Application.Address, $"show/{file.Id}").AbsoluteUri;
        JsonObject form = ForBot(portal, file);
        form["status"] = "done";
        form["progress"] = 100;
        form["urlPreview"] = "";
        form["urlShow"] = address;
        form["urlDownload"] = address;
        form["viewerAttrs"] = new JsonObject { ["viewer"] = "", ["viewerType"] = "unknown", ["src"] = address, ["title"] = file.Name };
        form["mediaUrl"] = new JsonObject { ["preview"] = new JsonObject { ["250"] = "" } };
        return form;
    }

    private static string Type(string extension) => extension switch
    {
        "mp4" or "mov" or "webm" or "avi" or "mkv" => "video",
        "mp3" or "ogg" or "wav" or "m4a" => "audio",
        _ => "file",
    };
}
