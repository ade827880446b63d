using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>
/// Keeps web sites away from the control surface and its page. A browser on this machine can be made to send requests here by any site it shows,
/// and a site can point its own name at 127.0.0.1; scripts and this page's own requests are let through.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly string[] LoopbackHosts = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>The answer to a request that must not be carried out; null for all others.</summary>
    public static HttpAnswer? Refusal(HttpRequest request)
    {
        if (!LoopbackHosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            return Refused($"The host {request.Host} is not this machine.");
        }

        // Every browser names the origin of what can change something; scripts outside browsers name none.
        string? origin = request.Headers.Origin;
        if (origin is not null && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return Refused($"The origin {origin} is another one.");
        }

        string site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" or "none" || IsNavigation(request) ? null : Refused("Another web site asks.");
    }

    /// <summary>A link to the page may stand anywhere: opening it changes nothing, and it refuses to be framed.</summary>
    private static bool IsNavigation(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static HttpAnswer Refused(string reason) => HttpAnswer.Json(403, new JsonObject { ["message"] = reason });
}
