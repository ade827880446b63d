using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>
/// Keeps web sites away from the control surface and the page. Any site can make a browser on this machine send requests here,
/// and a site can point its name at 127.0.0.1. Scripts and requests of this page pass.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly string[] LoopbackHosts = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>The refusal of a request that must not run; null for all others.</summary>
    public static HttpAnswer? Refusal(HttpRequest request)
    {
        if (!LoopbackHosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            return Refused($"The host name '{request.Host}' is not allowed. Use 127.0.0.1 or localhost.");
        }

        // Every browser sends the origin with requests that can change something; scripts outside browsers send none.
        string? origin = request.Headers.Origin;
        if (origin is not null && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return Refused($"Requests from the origin '{origin}' are not allowed.");
        }

        string site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" or "none" || IsNavigation(request) ? null : Refused("Requests from other websites are not allowed.");
    }

    /// <summary>Any site may link to the page: opening it changes nothing, and it can't be framed.</summary>
    private static bool IsNavigation(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static HttpAnswer Refused(string reason) => HttpAnswer.Json(403, new JsonObject { ["message"] = reason });
}
