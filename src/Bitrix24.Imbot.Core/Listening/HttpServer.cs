using System.Net;
using System.Net.Sockets;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// A small HTTP/1.1 server for one endpoint. The system's own listener would take the header Host for a part of the address, and refuse what a tunnel or
/// proxy passes on under the public name, unless it were opened to every name and machine.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private const int Backlog = 256;

    private readonly IHttpEndpoint endpoint;
    private readonly HttpLimits limits;
    private readonly BodyBudget budget;
    private readonly object gate = new();
    private readonly LinkedList<HttpConnection> connections = new();
    private readonly Socket socket;
    private bool isEnded;

    /// <summary>Listens from here on.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.ListenPortBusy"/>, <see cref="EventErrors.ListenFailed"/>.</exception>
    public HttpServer(IPEndPoint address, IHttpEndpoint endpoint, HttpLimits limits)
    {
        this.endpoint = endpoint;
        this.limits = limits;
        budget = new BodyBudget(limits.BufferedBytes);
        socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // On Windows another program could else bind the same port and take the events away.
            socket.ExclusiveAddressUse = true;
            socket.Bind(address);
            socket.Listen(Backlog);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? EventErrors.ListenPortBusy.With($"Port {address.Port} of {address.Address} is in use.", exception)
                : EventErrors.ListenFailed.With($"{address} cannot be listened at: {exception.Message}", exception);
        }

        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _ = AcceptAsync();
    }

    /// <summary>Where it listens; with the port that the system chose where none was named.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Takes no further connection and ends those that wait for a request; what is being accepted is finished and answered.</summary>
    public void Dispose()
    {
        HttpConnection[] waiting;
        lock (gate)
        {
            isEnded = true;
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
                if (IsEnded())
                {
                    return;
                }

                // The client went away before its turn, or no handle is left for the moment.
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
            // The client is gone already.
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

    private bool IsEnded()
    {
        lock (gate)
        {
            return isEnded;
        }
    }
}
