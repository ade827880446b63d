using System.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

[Collection(nameof(MeasuredAlone))]
public sealed class HostileAnswerMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>A pool would keep buffers of every size for every thread.</summary>
    [Fact]
    public async Task The_memory_of_answers_over_the_limit_is_released()
    {
        long before = ProcessMeasures.HeapSize();

        await AskForTooMuchAsync();

        // Releases everything that threads of the pool still use.
        await AskForLittleAsync();
        Assert.InRange(ProcessMeasures.HeapSize() - before, long.MinValue, 32L * Megabyte);
    }

    private static async Task AskForTooMuchAsync()
    {
        for (int number = 0; number < 4; number++)
        {
            (B24Exception error, _) = await HostileAnswerTests.AskAsync(stream => WriteAsync(stream, 70));
            Assert.Equal(nameof(ConnectionErrors.AnswerTooLarge), error.ErrorId);
        }
    }

    private static async Task AskForLittleAsync()
    {
        for (int number = 0; number < 8; number++)
        {
            await HostileAnswerTests.AskAsync(stream => WriteAsync(stream, 1));
        }
    }

    private static async Task WriteAsync(Stream stream, int megabytes)
    {
        await HostileAnswerTests.HeadAsync((System.Net.Sockets.NetworkStream)stream, "Transfer-Encoding: chunked");
        byte[] block = new byte[Megabyte];
        for (int count = 0; count < megabytes; count++)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Megabyte:X}\r\n"), TestContext.Current.CancellationToken);
            await stream.WriteAsync(block, TestContext.Current.CancellationToken);
            await stream.WriteAsync("\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }
    }
}
