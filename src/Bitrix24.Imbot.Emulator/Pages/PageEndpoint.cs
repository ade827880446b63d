using System.Globalization;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>
/// The page under <c>/emulator/</c>, for people: its files, its updates, and the files of chats. Actions on the page use the control API.
/// </summary>
internal sealed class PageEndpoint(HostedPortal hosted)
{
    private readonly LiveView live = new(hosted);

    /// <summary>Answers requests to the URLs of the page.</summary>
    /// <returns>False for any other URL; in this case, nothing was sent.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context, IncomingRequest request, CancellationToken ended)
    {
        if (!HttpMethods.IsGet(request.HttpMethod) || !request.Path.StartsWith(HostedPortal.Root, StringComparison.Ordinal))
        {
            return false;
        }

        string path = request.Path[HostedPortal.Root.Length..];
        if (path == "page/live")
        {
            await live.SendAsync(context, ViewOptions.Read(request), ended);
            return true;
        }

        if (Find(path) is not HttpAnswer answer)
        {
            return false;
        }

        bool areRemotePicturesShown = PhpValue.Text(request.Query["pictures"]) == "remote";
        await Transmission.SendAsync(context, PagePolicy.Protect(answer, areRemotePicturesShown), null, ended);
        return true;
    }

    private HttpAnswer? Find(string path) => path.Split('/') switch
    {
        [""] => PageFiles.Find("index.html"),
        ["page", "requests", string number] => RequestView.Whole(hosted, Number(number)) is { } entry ? HttpAnswer.Json(200, entry) : null,
        ["files", string number, "content"] => Download(number),
        ["files", string number, "picture"] => Picture(number),
        ["page", ..] => PageFiles.Find(path["page/".Length..]),
        _ => null,
    };

    private HttpAnswer? Download(string number) => File(number) is StoredFile file
        ? new HttpAnswer(200, "application/octet-stream", file.Content.ToArray()).AsFile(file.Name)
        : null;

    /// <summary>A file whose bytes are a PNG, GIF, or JPEG image; null for any other file. A file never runs in the browser.</summary>
    private HttpAnswer? Picture(string number)
    {
        if (File(number)?.Content is not ReadOnlyMemory<byte> content || ImageSize.Read(content.Span) is null)
        {
            return null;
        }

        string type = content.Span[0] switch { 0x89 => "image/png", 0xFF => "image/jpeg", _ => "image/gif" };
        return new HttpAnswer(200, type, content.ToArray());
    }

    private StoredFile? File(string number) => hosted.Portal.Locked(() => hosted.Portal.FindFile(Number(number)));

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
