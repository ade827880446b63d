using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// A renamed cloud portal answers under its old name with a redirect (docs/portal/protocol.md, "Renamed portals"). It is followed with the same request only from https to https,
/// between two portals of the same zone of bitrix24, and with nothing else changed; credentials go nowhere else.
/// </summary>
internal static class RenamedPortal
{
    /// <summary>The new address of the same request; null where the redirect is none of a renamed portal.</summary>
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
