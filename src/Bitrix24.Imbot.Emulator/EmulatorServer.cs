using Bitrix24.Imbot.Emulator.Control;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Pages;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator;

/// <summary>
/// Answers all requests: those to the portal, and those to the page and the control API. The page and the control API are for people and scripts on
/// this computer. Their requests aren't recorded, and faults don't affect them.
/// </summary>
internal sealed class EmulatorServer(HostedPortal hosted, CancellationToken stopping)
{
    private readonly PortalServer portal = new(hosted, stopping);
    private readonly PageEndpoint page = new(hosted);
    private readonly ControlEndpoint control = new(hosted);

    public async Task HandleAsync(HttpContext context)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            IncomingRequest request = await IncomingRequest.ReadAsync(context);
            if (request.IsUnder("/emulator") || IsPersonAtTheRoot(context.Request))
            {
                await AnswerAsync(context, request, ended.Token);
                hosted.Portal.Changes.Signal();
                return;
            }

            await portal.HandleAsync(context, request, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, IncomingRequest request, CancellationToken ended)
    {
        if (LoopbackGuard.Refusal(context.Request) is HttpAnswer refusal)
        {
            await Transmission.SendAsync(context, refusal, null, ended);
            return;
        }

        if (request.Path is "/" or "/emulator")
        {
            context.Response.Redirect(HostedPortal.Root);
            return;
        }

        if (!await page.TryAnswerAsync(context, request, ended))
        {
            await Transmission.SendAsync(context, PagePolicy.Protect(await control.AnswerAsync(request, ended)), null, ended);
        }
    }

    /// <summary>True if a browser opens the portal's root URL. It is redirected to the page.</summary>
    private static bool IsPersonAtTheRoot(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path == "/"
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
