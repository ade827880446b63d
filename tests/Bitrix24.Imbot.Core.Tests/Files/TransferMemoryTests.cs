using Bitrix24.Imbot.Core.Files;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Files;

/// <summary>
/// The allocations of a transfer do not grow with the file. They are counted for the whole process, so the test runs alone. The memory of a complete
/// PowerShell process is measured in docs/performance.md.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public sealed class TransferMemoryTests
{
    private const int Size = 48 << 20;
    private const int Allowed = 6 << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_memory_of_an_upload_does_not_grow_with_the_file()
    {
        using TemporaryFolder folder = new();
        LocalFile file = LocalFile.Require(folder.MakeEmpty("a.bin", Size));
        byte[] buffer = new byte[1 << 17];
        using RawPortal portal = new(async (_, stream) =>
        {
            await RawPortal.SwallowAsync(stream, await RawPortal.ReadHeadAsync(stream), buffer);
            await RawPortal.AnswerAsync(stream, 200, """{"result":{"file":{"id":7} } }""");
        });

        Assert.InRange(await AllocatedByAsync(() => portal.Session().SendAsync(new UploadFileRequest(456, "chat5", file), cancellation: Cancellation)), 0, Allowed);
    }

    [Fact]
    public async Task The_memory_of_a_download_does_not_grow_with_the_file()
    {
        using TemporaryFolder folder = new();
        byte[] piece = new byte[1 << 16];
        using RawPortal portal = new(async (number, stream) =>
        {
            await RawPortal.SwallowAsync(stream, await RawPortal.ReadHeadAsync(stream), new byte[1024]);
            if (number == 0)
            {
                string link = $"http://127.0.0.1:{((System.Net.IPEndPoint)stream.Socket.LocalEndPoint!).Port}/rest/download.json?token=x";
                await RawPortal.AnswerAsync(stream, 200, $$"""{"result":{"downloadUrl":"{{link}}"} }""");
                return;
            }

            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Size}\r\nContent-Disposition: attachment; filename=a.bin\r\n\r\n"));
            for (int sent = 0; sent < Size; sent += piece.Length)
            {
                await stream.WriteAsync(piece);
            }
        });

        long allocated = await AllocatedByAsync(() => portal.Session().SaveFileAsync(
            new GetFileLinkRequest(456, 1), new SaveOptions(folder.Path, isFolder: true), cancellation: Cancellation));

        Assert.InRange(allocated, 0, Allowed);
        Assert.Equal(Size, new FileInfo(Path.Combine(folder.Path, "a.bin")).Length);
    }

    private static async Task<long> AllocatedByAsync(Func<Task> work)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
