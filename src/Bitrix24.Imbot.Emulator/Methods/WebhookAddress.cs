using Bitrix24.Imbot.Emulator.Php;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>
/// The rule for a bot's webhookUrl: http or https in lower case, and a dot inside the host, so that localhost is refused (docs/portal/bots.md, "Callback address", the
/// tests/Facts/oracle/callback-urls.json). The address of this machine in IPv6 passes where local addresses do.
/// </summary>
internal static class WebhookAddress
{
    public static bool IsAccepted(string? address, EmulatorOptions options) =>
        PhpUrl.Parse(address ?? "") is PhpUrl { Scheme: "http" or "https", Host: string host }
        && (host.IndexOf('.') > 0 || (options.AllowLocalWebhooks && host == "[::1]"));
}
