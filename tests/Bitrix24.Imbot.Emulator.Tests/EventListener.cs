using System.Net;
using System.Net.Sockets;

namespace Bitrix24.Imbot.Emulator.Tests;

/// <summary>A bot's address: keeps the forms it gets.</summary>
public sealed class EventListener : IDisposable
{
    private const int MaxAttempts = 20;

    private readonly HttpListener listener;
    private readonly List<(string ContentType, string Body)> received = [];

    public EventListener()
    {
        (listener, Address) = Start();
        _ = ListenAsync();
    }

    public string Address { get; }

    public IReadOnlyList<(string ContentType, string Body)> Received
    {
        get
        {
            lock (received)
            {
                return [.. received];
            }
        }
    }

    /// <summary>Does not wait for the loop: a wait for the next request that begins at this moment may never be told.</summary>
    public void Dispose() => listener.Close();

    /// <summary>
    /// On a port that was free a moment ago; another test may have taken it since, or may still post to the one that had it before: hence a path of its own.
    /// </summary>
    private static (HttpListener Listener, string Address) Start()
    {
        for (int attempt = 1; ; attempt++)
        {
            using TcpListener free = new(IPAddress.Loopback, 0);
            free.Start();
            string address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/{Guid.NewGuid():N}/";
            free.Stop();
            HttpListener listener = new();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < MaxAttempts)
            {
                listener.Close();
            }
        }
    }

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await listener.GetContextAsync();
                using StreamReader reader = new(context.Request.InputStream);
                string body = await reader.ReadToEndAsync();
                lock (received)
                {
                    received.Add((context.Request.ContentType ?? "", body));
                }

                context.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
