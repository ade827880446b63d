#if NET
using System.Net;
using System.Net.Sockets;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Makes the connections of <see cref="SocketsHttpHandler"/>. On Linux and macOS a socket that was once used asynchronously wakes two more threads for each
/// blocking read of it, for as long as it lives, and a connection is made asynchronously as a rule. So one without encryption is made in a blocking way, on a
/// thread of its own: a call that blocks its thread then costs about a third of the processor time. A TLS handshake is asynchronous in any case.
/// </summary>
internal static class PortalConnection
{
    /// <summary>Connects to the portal, or to the proxy before it.</summary>
    public static async ValueTask<Stream> MakeAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        DnsEndPoint target = context.DnsEndPoint;
        if (context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp)
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation).ConfigureAwait(false);
            RequireThisMachine(context.InitialRequestMessage, target, addresses);
            return await Task.Factory.StartNew(
                () => Connect(addresses, target.Port, cancellation),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }

        Socket socket = New();
        try
        {
            await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A name such as localhost can be given to another machine. Only a named proxy is reached by plain http elsewhere.</summary>
    private static void RequireThisMachine(HttpRequestMessage request, DnsEndPoint target, IPAddress[] addresses)
    {
        bool isProxy = request.Method.Method == "CONNECT" || !string.Equals(request.RequestUri!.IdnHost, target.Host, StringComparison.OrdinalIgnoreCase);
        if (!isProxy && !addresses.All(IPAddress.IsLoopback))
        {
            throw ErrorKinds.PlainHttpRefused.With($"The name {target.Host} leads to another machine.");
        }
    }

    private static NetworkStream Connect(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        Socket socket = New();
        try
        {
            using (cancellation.UnsafeRegister(static open => ((Socket)open!).Dispose(), socket))
            {
                socket.Connect(addresses, port);
            }

            cancellation.ThrowIfCancellationRequested();
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static Socket New() => new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
}
#endif
