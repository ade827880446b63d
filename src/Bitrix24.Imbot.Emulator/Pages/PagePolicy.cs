using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>Restricts what a browser can do with the page: it can run the page's files, but not the content of messages.</summary>
internal static class PagePolicy
{
    /// <param name="answer">The answer to send.</param>
    /// <param name="areRemotePicturesShown">True if the user asked for pictures from other sites. Otherwise, the browser blocks them.</param>
    public static HttpAnswer Protect(HttpAnswer answer, bool areRemotePicturesShown = false) => answer with
    {
        Headers = new Dictionary<string, string>(answer.Headers)
        {
            ["Content-Security-Policy"] = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                + $"img-src 'self'{(areRemotePicturesShown ? " https: http:" : "")}; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            ["X-Content-Type-Options"] = "nosniff",
            ["X-Frame-Options"] = "DENY",
            ["Referrer-Policy"] = "no-referrer",
            ["Cross-Origin-Resource-Policy"] = "same-origin",
            ["Cross-Origin-Opener-Policy"] = "same-origin",
            ["Cache-Control"] = "no-store",
        },
    };
}
