using System.Net;

namespace Bitrix24.Imbot.Emulator;

/// <summary>The rule for a bot's webhookUrl: http or https, and a dot inside the host, so that localhost is refused (server-behaviour 5).</summary>
internal static class WebhookAddress
{
    public static bool IsAccepted(string? address, EmulatorOptions options) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "http" or "https"
        && (uri!.Host.Trim('.').Contains('.') || (options.AllowLocalWebhooks && IPAddress.TryParse(uri.Host, out _)));
}
