using System.Net;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Converts user input for a portal or an authorization server to its base URL.</summary>
public static class PortalAddress
{
    /// <summary>Reads a host name (<c>portal.bitrix24.com</c>, optionally with a port) or a URL.</summary>
    /// <param name="text">The user input. A path of <c>/</c> or <c>/rest/</c> is removed.</param>
    /// <returns>Scheme, host, and port, with a trailing slash.</returns>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.PortalAddressInvalid"/>, <see cref="ConnectionErrors.PlainHttpRefused"/>.</exception>
    public static Uri Parse(string text)
    {
        string trimmed = PastedText.Bare(text);
        string withScheme = trimmed.IndexOf("://", StringComparison.Ordinal) < 0 ? "https://" + trimmed : trimmed;
        if (!Uri.TryCreate(withScheme, UriKind.Absolute, out Uri? address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.Host.Length == 0)
        {
            throw ConnectionErrors.PortalAddressInvalid.With("The value is neither a host name nor the URL of a portal.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.AbsolutePath.Trim('/') is not ("" or "rest"))
        {
            throw ConnectionErrors.PortalAddressInvalid.With($"The URL of {address.Host} must contain only a scheme, a host, and a port.");
        }

        RequireEncryption(address);
        return BaseOf(address);
    }

    /// <summary>Scheme, host, and port of a URL.</summary>
    internal static Uri BaseOf(Uri address) => new(address.GetLeftPart(UriPartial.Authority) + "/");

    /// <summary>Allows plain HTTP only to this computer, because it would expose the credentials on the network.</summary>
    internal static void RequireEncryption(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !IsThisMachine(address))
        {
            throw ConnectionErrors.PlainHttpRefused.With($"A connection to {address.Host} over http:// would send the credentials unencrypted.");
        }
    }

    private static bool IsThisMachine(Uri address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
