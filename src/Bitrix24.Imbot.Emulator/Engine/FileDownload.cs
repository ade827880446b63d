using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Engine;

/// <summary>Answers the signed link of File.download, which returns one file once (docs/portal/files.md, "Download link").</summary>
internal static class FileDownload
{
    public const string MethodName = "download";

    public static HttpAnswer Answer(Portal portal, IncomingRequest request)
    {
        string token = PhpValue.Text(request.Query["token"]) ?? "";
        StoredFile? file = null;
        if (request.HasUserAgent)
        {
            file = portal.Locked(() => portal.Files.Redeem(token)) ?? throw new RestException("ACCESS_DENIED", "Access denied!", 403);
        }

        // Without a User-Agent header, nginx sends its 404 page, but with the headers of a file.
        HttpAnswer answer = file is null
            ? HttpAnswer.Html(404, "404 Not Found")
            : new HttpAnswer(200, "application/octet-stream", file.Content.ToArray());
        return answer.AsFile(file?.Name ?? "file");
    }
}
