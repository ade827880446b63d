using System.Net;
using System.Net.Sockets;
using System.Text;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Core.Tests.Files;

/// <summary>A server that runs an action for each connection, which gets its number from 0. It can do what a web server can't.</summary>
internal sealed class RawPortal : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, NetworkStream, Task> serve;

    public RawPortal(Func<int, NetworkStream, Task> serve)
    {
        this.serve = serve;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Connections { get; private set; }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";

    public B24Session Session(int repeats = 0) => B24Session.ForWebhook(
        Secret.FromText(Address + "rest/1/abcdefgh12345678/")!,
        456,
        Secret.FromText("my_bot_token"),
        TransportOptions.Default with { Timeout = TimeSpan.FromSeconds(30), MaximumRetryCount = repeats, RequestRate = RequestRate.Unlimited });

    /// <summary>Reads the head of a request, answers Expect: 100-continue, and returns the length of the body.</summary>
    public static async Task<int> ReadHeadAsync(NetworkStream stream, bool goOn = true)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        string text = head.ToString();
        if (goOn && text.Contains("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
        }

        string? length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Reads this number of bytes and discards them.</summary>
    public static async Task SwallowAsync(NetworkStream stream, long count, byte[] buffer)
    {
        while (count > 0)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)));
            count = read == 0 ? 0 : count - read;
        }
    }

    public static Task AnswerAsync(NetworkStream stream, int status, string json) => stream.WriteAsync(Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\nConnection: close\r\n\r\n{json}")).AsTask();

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                _ = ServeAsync(client, Connections++);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                await serve(number, client.GetStream());
            }
            catch (IOException)
            {
                // The other side closed the connection.
            }
        }
    }
}
