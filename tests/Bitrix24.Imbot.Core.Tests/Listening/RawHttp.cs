using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bitrix24.Imbot.Core.Tests.Listening;

/// <summary>A client that sends exactly the specified bytes.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient client = new();
    private readonly byte[] one = new byte[1];

    private RawHttp()
    {
    }

    public static async Task<RawHttp> ConnectAsync(IPEndPoint address)
    {
        RawHttp raw = new();
        await raw.client.ConnectAsync(address, Cancellation);
        return raw;
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    /// <summary>Sends a text in one piece and returns the status of the answer, or 0 if the connection ends without an answer.</summary>
    public static async Task<int> StatusAsync(IPEndPoint address, string request)
    {
        using RawHttp raw = await ConnectAsync(address);
        await raw.SendAsync(request);
        return await raw.StatusAsync();
    }

    public async Task SendAsync(string text)
    {
        try
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), Cancellation);
        }
        catch (IOException)
        {
            // The other side has received enough; its answer must still be read.
        }
    }

    /// <summary>Reads the head of an answer. The listener's answers have no body.</summary>
    public async Task<int> StatusAsync()
    {
        StringBuilder head = new();
        try
        {
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                if (await client.GetStream().ReadAsync(one, Cancellation) == 0)
                {
                    return 0;
                }

                head.Append((char)one[0]);
            }
        }
        catch (IOException)
        {
            return 0;
        }

        return int.Parse(head.ToString().Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public void Dispose() => client.Dispose();
}
