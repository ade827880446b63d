using Bitrix24.Imbot.Emulator.Php;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The rule for a bot's webhookUrl: http or https in lower case, and a host with a dot inside, which refuses localhost, or an IPv6 address
/// (docs/portal/bots.md, "Callback address", tests/Facts/oracle/callback-urls.json).
/// </summary>
internal static class WebhookAddress
{
    public static bool IsAccepted(string? address) =>
        PhpUrl.Parse(address ?? "") is PhpUrl { Scheme: "http" or "https", Host: string host } && (host.IndexOf('.') > 0 || host.StartsWith('['));
}
