using System.Net;
using System.Net.Sockets;

namespace Bitrix24.Imbot.Emulator.Tests;

/// <summary>The address of a bot, which keeps the forms that are posted to it.</summary>
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

    /// <summary>Doesn't wait for the loop, because a wait that begins at this moment may never end.</summary>
    public void Dispose() => listener.Close();

    /// <summary>
    /// Listens on a port that was free a moment ago. Another test may use it by now, or may still post to an earlier listener, so each listener has its own path.
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
