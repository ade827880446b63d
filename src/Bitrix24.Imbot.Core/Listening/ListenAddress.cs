using System.Net;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Where a listener waits for the portal's events. Bound is the address that was named and no other: which name a tunnel or proxy in front passes
/// on in the header Host does not matter, and no further machine can reach the port.
/// </summary>
internal sealed class ListenAddress
{
    private const string ThisMachine = "localhost";

    private ListenAddress(IPEndPoint endPoint, string path)
    {
        EndPoint = endPoint;
        Path = path;
    }

    /// <summary>Address and port; port 0 lets the system choose one.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The path without the slash at its end; empty for the root.</summary>
    public string Path { get; }

    /// <exception cref="B24Exception"><see cref="EventErrors.ListenUriInvalid"/>, <see cref="EventErrors.ListenHttpsRefused"/>.</exception>
    public static ListenAddress Parse(Uri given)
    {
        if (!given.IsAbsoluteUri)
        {
            throw EventErrors.ListenUriInvalid.With($"'{given.OriginalString}' is no whole address.");
        }

        if (given.Scheme == Uri.UriSchemeHttps)
        {
            throw EventErrors.ListenHttpsRefused.With("The address to listen at begins with https, and the listener does not hold certificates.");
        }

        if (given.Scheme != Uri.UriSchemeHttp || given.UserInfo.Length > 0 || given.Query.Length > 0 || given.Fragment.Length > 0)
        {
            throw EventErrors.ListenUriInvalid.With("The address to listen at is more or something else than http://, an address, a port and a path.");
        }

        return new ListenAddress(new IPEndPoint(AddressOf(given), given.Port), given.AbsolutePath.TrimEnd('/'));
    }

    /// <summary>Whether a request is meant for the listener; with or without a slash at the end, and whatever stands behind a question mark.</summary>
    public bool Takes(string target)
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
            : throw EventErrors.ListenUriInvalid.With($"'{given.Host}' is a name, and what it stands for may change.");
    }
}
