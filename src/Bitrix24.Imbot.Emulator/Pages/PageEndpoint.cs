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
        ["files", string number, "content"] => FileAnswer.Download(hosted.Portal, Number(number)),
        ["files", string number, "picture"] => FileAnswer.Picture(hosted.Portal, Number(number)),
        ["page", ..] => PageFiles.Find(path["page/".Length..]),
        _ => null,
    };

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
