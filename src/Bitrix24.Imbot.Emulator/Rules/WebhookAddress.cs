namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The rule for a bot's webhookUrl. The scheme must be http or https in lower case. The host must be an IPv6 address or contain a dot, so localhost
/// is refused (docs/portal/bots.md, "Callback address", tests/Facts/oracle/callback-urls.json).
/// </summary>
internal static class WebhookAddress
{
    public static bool IsAccepted(string? address) =>
        PhpUrl.Parse(address ?? "") is PhpUrl { Scheme: "http" or "https", Host: string host } && (host.IndexOf('.') > 0 || host.StartsWith('['));
}
