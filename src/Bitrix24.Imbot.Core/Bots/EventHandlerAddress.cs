using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>
/// The address that receives a bot's events in mode <c>webhook</c>. Older builds of the portal answer success to an address that they don't accept and keep
/// the old one, and every build accepts mode <c>webhook</c> without an address and then delivers nothing (docs/portal/bots.md, "Update"). So both are checked here.
/// </summary>
public static class EventHandlerAddress
{
    /// <summary>Event mode in which the portal sends events to an address.</summary>
    public const string WebhookMode = "webhook";

    /// <summary>Refuses a mode without its address, an address without its mode, and an address that the portal does not take.</summary>
    /// <param name="eventMode">The mode that is going to hold; null where it is not known.</param>
    /// <param name="address">The address; null for none.</param>
    /// <param name="isModeChanged">Whether the mode is to be set, so that <c>webhook</c> needs an address.</param>
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
                throw BotErrors.WebhookUriMissing.With("Event mode webhook was asked for without an address.");
            }

            return;
        }

        if (eventMode is not null && !isWebhook)
        {
            throw BotErrors.WebhookUriUnused.With($"An address for events was given, and the event mode is {eventMode}.");
        }

        if (!IsAccepted(address))
        {
            throw BotErrors.WebhookUriInvalid.With($"The portal does not take '{address.OriginalString}' as an address for events.");
        }
    }

    /// <summary>http or https, and a host with a dot inside or an IP address.</summary>
    private static bool IsAccepted(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            || address.Host.Trim('.').IndexOf(".", StringComparison.Ordinal) >= 0);
}
