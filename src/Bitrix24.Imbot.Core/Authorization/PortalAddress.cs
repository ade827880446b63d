using System.Net;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Reads what people write for a portal or an authorization server into its base address.</summary>
public static class PortalAddress
{
    /// <summary>Reads a host name (<c>portal.bitrix24.com</c>, with port if need be) or an address with scheme.</summary>
    /// <param name="text">What the user wrote; a path of <c>/</c> or <c>/rest/</c> is cut off.</param>
    /// <returns>Scheme, host and port, with a slash at the end.</returns>
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
            throw ConnectionErrors.PortalAddressInvalid.With($"The address of {address.Host} has more than scheme, host and port.");
        }

        RequireEncryption(address);
        return BaseOf(address);
    }

    /// <summary>Scheme, host and port of an address.</summary>
    internal static Uri BaseOf(Uri address) => new(address.GetLeftPart(UriPartial.Authority) + "/");

    /// <summary>Plain HTTP is for this machine only: anywhere else it would show the credentials to everyone on the way.</summary>
    internal static void RequireEncryption(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !IsThisMachine(address))
        {
            throw ConnectionErrors.PlainHttpRefused.With($"http:// to {address.Host} would send the credentials unencrypted.");
        }
    }

    private static bool IsThisMachine(Uri address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
