using Bitrix24.Imbot.Emulator.Control;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Pages;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>
/// What is the emulator's own and no part of a portal: the page and the control surface, for this machine's people and scripts. Nothing of it is
/// recorded or meets faults.
/// </summary>
internal sealed class EmulatorEndpoint(PortalEmulator emulator)
{
    private readonly PageEndpoint page = new(emulator);
    private readonly ControlEndpoint control = new(emulator);

    /// <summary>A browser that was given the portal's bare address; it is led to the page.</summary>
    public static bool IsPersonAtTheRoot(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path == "/"
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public async Task AnswerAsync(HttpContext context, IncomingRequest request, CancellationToken ended)
    {
        if (LoopbackGuard.Refusal(context.Request) is HttpAnswer refusal)
        {
            await Transmission.SendAsync(context, refusal, null, ended);
            return;
        }

        if (request.Path is "/" or "/emulator")
        {
            context.Response.Redirect(PageEndpoint.Root);
            return;
        }

        if (!await page.TryAnswerAsync(context, request, ended))
        {
            await Transmission.SendAsync(context, PagePolicy.Protect(await control.AnswerAsync(request, ended)), null, ended);
        }
    }
}
