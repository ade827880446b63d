using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>
/// Protects the control API and the page from websites. Any site can make a browser on this computer send requests to the emulator, and a site's host
/// name can resolve to 127.0.0.1. Scripts and requests of this page are allowed.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly string[] LoopbackHosts = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>The answer to a request that must not run; null for all other requests.</summary>
    public static HttpAnswer? Refusal(HttpRequest request)
    {
        if (!LoopbackHosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            return Refused($"The host name '{request.Host}' is not allowed. Use 127.0.0.1 or localhost.");
        }

        // Every browser sends the origin with requests that can change something. Scripts outside browsers don't send it.
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
