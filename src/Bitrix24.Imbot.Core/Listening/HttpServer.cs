using System.Net;
using System.Net.Sockets;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// A small HTTP/1.1 server for one endpoint. HttpListener isn't an alternative: it treats the Host header as a part of the address. It would refuse
/// requests that a tunnel or proxy forwards with the public name, unless it accepted all names and interfaces.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private const int Backlog = 256;

    private readonly EventEndpoint endpoint;
    private readonly HttpLimits limits;
    private readonly BodyBudget budget;
    private readonly object gate = new();
    private readonly LinkedList<HttpConnection> connections = new();
    private readonly Socket socket;
    private volatile bool isEnded;

    /// <summary>Starts listening.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.ListenPortBusy"/>, <see cref="EventErrors.ListenFailed"/>.</exception>
    public HttpServer(IPEndPoint address, EventEndpoint endpoint, HttpLimits limits)
    {
        this.endpoint = endpoint;
        this.limits = limits;
        budget = new BodyBudget(limits.BufferedBytes);
        socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Without this, another program on Windows could bind the same port and intercept the events.
            socket.ExclusiveAddressUse = true;
            socket.Bind(address);
            socket.Listen(Backlog);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? EventErrors.ListenPortBusy.With($"Port {address.Port} of {address.Address} is already in use.", exception)
                : EventErrors.ListenFailed.With($"Could not listen on {address}: {exception.Message}", exception);
        }

        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _ = AcceptAsync();
    }

    /// <summary>The address that the server listens on. If port 0 was specified, it contains the port that the system chose.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>
    /// Accepts no more connections and closes those that wait for a request. Requests that are being processed are completed and answered.
    /// </summary>
    public void Dispose()
    {
        HttpConnection[] waiting;
        isEnded = true;
        lock (gate)
        {
            waiting = [.. connections.Where(connection => connection.IsWaiting)];
        }

        socket.Dispose();
        foreach (HttpConnection connection in waiting)
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = await socket.AcceptAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                if (isEnded)
                {
                    return;
                }

                // The client disconnected, or the process temporarily has no free handles.
                await Task.Delay(TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);
                continue;
            }

            Serve(accepted);
        }
    }

    private void Serve(Socket accepted)
    {
        LinkedListNode<HttpConnection> place;
        HttpConnection? displaced = null;
        try
        {
            HttpConnection connection = new(accepted, endpoint, limits, budget);
            lock (gate)
            {
                if (connections.Count >= limits.Connections)
                {
                    displaced = connections.Where(candidate => candidate.IsWaiting).OrderBy(candidate => candidate.WaitsSince).FirstOrDefault() ?? connection;
                }

                place = connections.AddLast(connection);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The client has disconnected.
            accepted.Dispose();
            return;
        }

        displaced?.Dispose();
        _ = RunAsync(place);
    }

    private async Task RunAsync(LinkedListNode<HttpConnection> place)
    {
        await Task.Yield();
        try
        {
            await place.Value.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                connections.Remove(place);
            }
        }
    }
}
