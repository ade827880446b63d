namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// Checks the URL that receives a bot's events in mode <c>webhook</c>. Older portals report success for a URL that they don't accept, and keep the
/// old one. All portals accept mode <c>webhook</c> without a URL, and then deliver no events (docs/portal/bots.md, "Update").
/// </summary>
public static class EventHandlerAddress
{
    /// <summary>Event mode in which the portal sends events to a URL.</summary>
    public const string WebhookMode = "webhook";

    /// <summary>Rejects a mode without its URL, a URL without its mode, and a URL that the portal doesn't accept.</summary>
    /// <param name="eventMode">The resulting mode; null if unknown.</param>
    /// <param name="address">The URL; null for none.</param>
    /// <param name="isModeChanged">Whether the mode is changed, so that <c>webhook</c> requires a URL.</param>
    /// <exception cref="B24Exception">
    /// <see cref="BotErrors.WebhookUriMissing"/>, <see cref="BotErrors.WebhookUriUnused"/>, <see cref="BotErrors.WebhookUriInvalid"/>.
    /// </exception>
    public static void Require(string? eventMode, Uri? address, bool isModeChanged)
    {
        bool isWebhook = string.Equals(eventMode, WebhookMode, StringComparison.OrdinalIgnoreCase);
        if (address is null)
        {
            if (isWebhook && isModeChanged)
            {
                throw BotErrors.WebhookUriMissing.With("Event mode 'webhook' was specified without a URL.");
            }

            return;
        }

        if (eventMode is not null && !isWebhook)
        {
            throw BotErrors.WebhookUriUnused.With($"An event URL was specified, but the event mode is '{eventMode}'.");
        }

        if (!IsAccepted(address))
        {
            throw BotErrors.WebhookUriInvalid.With($"'{address.OriginalString}' is not a valid event URL.");
        }
    }

    /// <summary>http or https, with a host that contains a period or is an IP address.</summary>
    private static bool IsAccepted(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            || address.Host.Trim('.').IndexOf(".", StringComparison.Ordinal) >= 0);
}
