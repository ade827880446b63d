namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The text that identifies the owner of a bot: an application's client ID, or a webhook's botToken (docs/portal/authorization.md, "Bot owner").
/// </summary>
internal static class BotOwner
{
    private const string WebhookPrefix = "custom";

    /// <summary>The owner of a bot that was registered by a webhook.</summary>
    public static string FromToken(string botToken) => WebhookPrefix + botToken;

    /// <summary>The botToken of an owner; null if the owner is an application.</summary>
    public static string? GetToken(string owner) => IsWebhook(owner) ? owner[WebhookPrefix.Length..] : null;

    public static bool IsWebhook(string owner) => owner.StartsWith(WebhookPrefix, StringComparison.Ordinal);
}
