using System.Net;
using System.Net.Sockets;

namespace Bitrix24.Imbot.Emulator.Tests;

/// <summary>A bot's address: keeps the forms it gets.</summary>
public sealed class EventListener : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task loop;
    private readonly List<(string ContentType, string Body)> received = [];

    public EventListener()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/bot/";
        free.Stop();
        listener.Prefixes.Add(Address);
        listener.Start();
        loop = ListenAsync();
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

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await loop;
        listener.Close();
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
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
