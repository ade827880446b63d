using System.Net;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// The address that a listener binds to. Only the specified address is bound, so other computers can't reach the port unless you choose so. The Host
/// header that a tunnel or proxy forwards is ignored.
/// </summary>
internal sealed class ListenAddress(IPEndPoint endPoint, string path)
{
    private const string ThisMachine = "localhost";

    /// <summary>Address and port. With port 0, the system chooses a port.</summary>
    public IPEndPoint EndPoint { get; } = endPoint;

    /// <summary>The path without a trailing slash; empty for the root.</summary>
    public string Path { get; } = path;

    /// <exception cref="B24Exception"><see cref="EventErrors.ListenUriInvalid"/>, <see cref="EventErrors.ListenHttpsRefused"/>.</exception>
    public static ListenAddress Parse(Uri given)
    {
        if (!given.IsAbsoluteUri)
        {
            throw EventErrors.ListenUriInvalid.With($"'{given.OriginalString}' is not a complete URL.");
        }

        if (given.Scheme == Uri.UriSchemeHttps)
        {
            throw EventErrors.ListenHttpsRefused.With("The listener address begins with https, but the listener doesn't support TLS.");
        }

        if (given.Scheme != Uri.UriSchemeHttp || given.UserInfo.Length > 0 || given.Query.Length > 0 || given.Fragment.Length > 0)
        {
            throw EventErrors.ListenUriInvalid.With("The listener address must consist of http://, an IP address, a port, and a path.");
        }

        return new ListenAddress(new IPEndPoint(AddressOf(given), given.Port), given.AbsolutePath.TrimEnd('/'));
    }

    /// <summary>Whether a request is for this listener. A trailing slash and the query are ignored.</summary>
    public bool Matches(string target)
    {
        int query = target.IndexOf('?');
        string path = query < 0 ? target : target.Substring(0, query);
        return string.Equals(path.TrimEnd('/'), Path, StringComparison.Ordinal);
    }

    private static IPAddress AddressOf(Uri given)
    {
        if (string.Equals(given.Host, ThisMachine, StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        return IPAddress.TryParse(given.Host.Trim('[', ']'), out IPAddress? address)
            ? address
            : throw EventErrors.ListenUriInvalid.With($"'{given.Host}' is a host name, not an IP address.");
    }
}
