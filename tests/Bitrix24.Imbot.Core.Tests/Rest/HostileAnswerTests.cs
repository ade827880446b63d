using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>Answers that would fill the memory or never end. Each causes its own error, and the process continues.</summary>
public sealed class HostileAnswerTests
{
    private const int Megabyte = 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_over_the_limit_is_not_read_to_its_end()
    {
        long sent = 0;
        byte[] block = new byte[Megabyte];
        (B24Exception error, _) = await AskAsync(async stream =>
        {
            await HeadAsync(stream, "Transfer-Encoding: chunked");
            while (sent < 1000L * Megabyte)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Megabyte:X}\r\n"), Cancellation);
                await stream.WriteAsync(block, Cancellation);
                await stream.WriteAsync("\r\n"u8.ToArray(), Cancellation);
                sent += Megabyte;
            }
        });

        Assert.Equal(nameof(ConnectionErrors.AnswerTooLarge), error.ErrorId);
        Assert.Equal(Outcome.Unknown, error.Outcome);
        Assert.InRange(sent, 0, 100L * Megabyte);
    }

    [Fact]
    public async Task An_answer_with_a_Content_Length_over_the_limit_is_not_read()
    {
        (B24Exception error, _) = await AskAsync(async stream =>
        {
            await HeadAsync(stream, $"Content-Length: {100L * Megabyte}");
            await stream.WriteAsync(new byte[Megabyte], Cancellation);
        });

        Assert.Equal(nameof(ConnectionErrors.AnswerTooLarge), error.ErrorId);
    }

    /// <summary>A megabyte that decompresses to a gigabyte.</summary>
    [Fact]
    public async Task The_limit_applies_to_the_decompressed_size_of_an_answer()
    {
        using MemoryStream packed = new();
        await using (GZipStream packing = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] block = new byte[Megabyte];
            for (int count = 0; count < 200; count++)
            {
                await packing.WriteAsync(block, Cancellation);
            }
        }

        (B24Exception error, _) = await AskAsync(async stream =>
        {
            await HeadAsync(stream, $"Content-Encoding: gzip\r\nContent-Length: {packed.Length}");
            await stream.WriteAsync(packed.ToArray(), Cancellation);
        });

        Assert.Equal(nameof(ConnectionErrors.AnswerTooLarge), error.ErrorId);
        Assert.InRange(packed.Length, 0, 10 * Megabyte);
    }

    [Fact]
    public async Task An_answer_with_a_wrong_Content_Encoding_causes_an_error()
    {
        (B24Exception error, _) = await AskAsync(async stream =>
        {
            await HeadAsync(stream, "Content-Encoding: gzip\r\nContent-Length: 12");
            await stream.WriteAsync("{\"result\":{}"u8.ToArray()[..12], Cancellation);
        });

        Assert.Contains(error.ErrorId, new[] { nameof(ConnectionErrors.AnswerTooLarge), nameof(ConnectionErrors.AnswerIncomplete) });
    }

    /// <summary>A few bytes from time to time keep the connection active, but the timeout is for the whole answer.</summary>
    [Fact]
    public async Task A_body_that_trickles_ends_with_the_timeout()
    {
        (B24Exception error, TimeSpan time) = await AskAsync(async stream =>
        {
            await HeadAsync(stream, "Content-Length: 100000");
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), Cancellation);
                await Task.Delay(20, Cancellation);
            }
        }, timeout: 1);

        Assert.Equal(nameof(ConnectionErrors.PortalTimeout), error.ErrorId);
        Assert.Equal(200, error.HttpStatus);
        Assert.InRange(time, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
    }

    /// <summary>Calls a server whose answer the test defines, with a timeout in seconds.</summary>
    internal static async Task<(B24Exception Error, TimeSpan Time)> AskAsync(Func<NetworkStream, Task> answer, int timeout = 60)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(
            async () =>
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(Cancellation);
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[64 * 1024], Cancellation);
                try
                {
                    await answer(stream);
                }
                catch (IOException)
                {
                    // The caller has closed the connection, as it should.
                }
            },
            Cancellation);
        B24Session session = B24Session.ForWebhook(
            Secret.FromText($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/rest/1/k3y0fs1xteench4r/")!,
            transport: TransportOptions.Default with { MaximumRetryCount = 0, Timeout = TimeSpan.FromSeconds(timeout) });
        Stopwatch watch = Stopwatch.StartNew();
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => session.SendAsync(new GetRevisionRequest(), cancellation: Cancellation));
        TimeSpan time = watch.Elapsed;
        await serving;
        return (error, time);
    }

    internal static async Task HeadAsync(NetworkStream stream, string headers) => await stream.WriteAsync(
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{headers}\r\n\r\n"), Cancellation);
}
