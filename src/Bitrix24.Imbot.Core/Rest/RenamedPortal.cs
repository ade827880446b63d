using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Follows the redirect of a renamed cloud portal (docs/portal/protocol.md, "Renamed portals"). The same request is repeated only from https to
/// https, between two portals of the same bitrix24 zone, and with an otherwise unchanged address. Credentials are never sent to another host.
/// </summary>
internal static class RenamedPortal
{
    /// <summary>The new address of the request; null if the redirect is not that of a renamed portal.</summary>
    public static Uri? NewAddressOf(Uri asked, Uri? location)
    {
        if (location is null || !location.IsAbsoluteUri || !IsPlainHttps(asked) || !IsPlainHttps(location) || location.AbsolutePath != asked.AbsolutePath)
        {
            return null;
        }

        return CloudPortal.AreInOneZone(asked.Host, location.Host)
            ? new Uri(new Uri(location.GetLeftPart(UriPartial.Authority)), asked.AbsolutePath)
            : null;
    }

    private static bool IsPlainHttps(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0 && address.Query.Length == 0;
}
