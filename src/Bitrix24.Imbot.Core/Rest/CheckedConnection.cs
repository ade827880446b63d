#if NET
using System.Net;
using System.Net.Sockets;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Opens the connections of <see cref="SocketsHttpHandler"/>. Restricts plain http to this computer, even if a name such as localhost resolves to
/// another address.
/// </summary>
internal static class CheckedConnection
{
    /// <summary>Connects to the portal, or to the proxy in front of it.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.PlainHttpRefused"/>.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        DnsEndPoint target = context.DnsEndPoint;
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (IsPlainHttpToTarget(context.InitialRequestMessage, target))
            {
                IPAddress[] addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation).ConfigureAwait(false);
                RequireThisMachine(target, addresses);
                await socket.ConnectAsync(addresses, target.Port, cancellation).ConfigureAwait(false);
            }
            else
            {
                await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Plain http to another computer is allowed only for a proxy that the session specifies.</summary>
    private static bool IsPlainHttpToTarget(HttpRequestMessage request, DnsEndPoint target) =>
        request.RequestUri?.Scheme == Uri.UriSchemeHttp && request.Method.Method != "CONNECT"
        && string.Equals(request.RequestUri.IdnHost, target.Host, StringComparison.OrdinalIgnoreCase);

    private static void RequireThisMachine(DnsEndPoint target, IPAddress[] addresses)
    {
        if (!addresses.All(IPAddress.IsLoopback))
        {
            throw ConnectionErrors.PlainHttpRefused.With($"The host name {target.Host} resolves to another computer.");
        }
    }
}
#endif
