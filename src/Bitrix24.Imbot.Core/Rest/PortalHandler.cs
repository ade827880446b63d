using System.Net;
#if NET
using System.Net.Sockets;
#endif

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The only route to the network for calls, the token server, and downloads. Plain http is allowed only for addresses of this computer and never goes
/// to a proxy from the environment, so that it can't leave the computer. A proxy that the session specifies is the user's decision.
/// </summary>
/// <param name="make">Creates a handler; if false, one without a proxy.</param>
/// <param name="named">The proxy that the session specifies; null for the environment's proxy.</param>
internal sealed class PortalHandler(Func<bool, HttpMessageHandler> make, IWebProxy? named) : HttpMessageHandler
{
    private readonly HttpMessageInvoker usual = new(make(true));
    private readonly HttpMessageInvoker? direct = named is null ? new HttpMessageInvoker(make(false)) : null;

    /// <summary>The proxy for an address; null if there is none.</summary>
    public Uri? ProxyFor(Uri address)
    {
#if NET
        IWebProxy? proxy = named ?? (address.IsLoopback ? null : HttpClient.DefaultProxy);
#else
        IWebProxy? proxy = named ?? (address.IsLoopback ? null : WebRequest.DefaultWebProxy);
#endif
        return proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } used || used == address ? null : used;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        For(request.RequestUri!).SendAsync(request, cancellationToken);

    private HttpMessageInvoker For(Uri address) => address.IsLoopback ? direct ?? usual
        : address.Scheme == Uri.UriSchemeHttps ? usual
        : throw ConnectionErrors.PlainHttpRefused.With($"{address.Authority} is not an address of this computer, and plain http would expose the credentials on the network.");

#if NET
    /// <summary>
    /// Connects to the portal, or to the proxy in front of it. Plain http is restricted to this computer, even if a name such as localhost resolves
    /// to another address.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.PlainHttpRefused"/>.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
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
#endif
}
