using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Files;

/// <summary>A file appears completely or not at all, wherever the transfer is interrupted.</summary>
public sealed class DownloadTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string GetLink = "imbot.v2.File.download";
    private const string Link = "download";

    private readonly TemporaryFolder source = new();
    private readonly TemporaryFolder folder = new();
    private readonly byte[] content = MakeContent();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
        fixture.Portal.Reset();
    }

    [Fact]
    public async Task A_file_is_saved_under_the_portals_name_by_a_request_with_all_headers()
    {
        long id = await UploadAsync("\u043e\u0442\u0447\u0451\u0442 1.bin");

        string path = await SaveAsync(id);

        Assert.Equal(Path.Combine(folder.Path, "\u043e\u0442\u0447\u0451\u0442 1.bin"), path);
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Single(folder.Names());
        IReadOnlyDictionary<string, string> headers = Assert.Single(fixture.RequestsFor(Link)).Headers;
        Assert.Equal(("*/*", fixture.Portal.Address.AbsoluteUri), (headers["Accept"], headers["Referer"]));
        Assert.StartsWith("en-US", headers["Accept-Language"], StringComparison.Ordinal);
        Assert.StartsWith("Bitrix24.Imbot/", headers["User-Agent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.ResetAfter)]
    public async Task An_interrupted_transfer_restarts_with_a_new_link(FaultKind fault)
    {
        long id = await UploadAsync("a.bin");
        fixture.Portal.Faults.Add(fault, Link, 2);

        string path = await SaveAsync(id, repeats: 2);

        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Equal(["a.bin"], folder.Names());
        string[] links = [.. fixture.RequestsFor(Link).Select(request => request.Query).Distinct()];
        Assert.Equal(fixture.RequestsFor(GetLink).Count, links.Length);
        Assert.InRange(links.Length, 2, 3);
    }

    [Fact]
    public async Task A_used_link_is_replaced_once()
    {
        long id = await UploadAsync("a.bin");
        fixture.Portal.Faults.Add(new Fault(FaultKind.Status, Link) { Status = 403, Error = "ACCESS_DENIED" });

        await SaveAsync(id, repeats: 1);

        Assert.Equal(2, fixture.RequestsFor(GetLink).Count);
    }

    [Fact]
    public async Task A_transfer_that_never_completes_leaves_no_file()
    {
        long id = await UploadAsync("a.bin");
        fixture.Portal.Faults.Add(FaultKind.CutBody, Link, -1);

        B24Exception error = await FailAsync(id, repeats: 1);

        Assert.Equal(nameof(ConnectionErrors.AnswerIncomplete), error.ErrorId);
        Assert.Equal(2, error.Attempts);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public async Task A_refused_link_is_reported_without_showing_it()
    {
        long id = await UploadAsync("a.bin");
        RecordingObserver recorder = new();
        List<B24Exception> errors = [];
        foreach (Fault fault in new[]
        {
            new Fault(FaultKind.Status, Link, -1) { Status = 403, Error = "ACCESS_DENIED" },
            new Fault(FaultKind.Html, Link, -1) { Status = 404 },
            new Fault(FaultKind.Html, Link, -1),
        })
        {
            fixture.Portal.Faults.Clear();
            fixture.Portal.Faults.Add(fault);
            errors.Add(await FailAsync(id, repeats: 5, observer: recorder));
        }

        Assert.Equal([nameof(PortalErrors.AccessDenied), nameof(FileErrors.FileLinkRefused), nameof(FileErrors.FileLinkRefused)], errors.Select(error => error.ErrorId));
        Assert.Equal(["ACCESS_DENIED", null, null], errors.Select(error => error.PortalCode));
        Assert.Equal([403, 404, 200], errors.Select(error => error.HttpStatus ?? 0));
        Assert.All(errors, error => Assert.Equal(2, error.Attempts));
        string all = string.Join("\n", [.. recorder.Lines, .. errors.Select(error => error.ToString())]);
        Assert.Contains("downloadUrl", all, StringComparison.Ordinal);
        Assert.All(fixture.RequestsFor(Link), request => Assert.DoesNotContain(request.Query.Split('|', '%')[^1], all, StringComparison.Ordinal));
        Assert.DoesNotContain(fixture.Portal.WebhookUri.Segments[3].Trim('/'), all, StringComparison.Ordinal);
        Assert.Empty(folder.Names());
    }

    [Theory]
    [InlineData("http://example.com/file")]
    [InlineData("ftp://127.0.0.1/file")]
    public async Task A_redirect_to_an_unencrypted_address_is_not_followed(string location)
    {
        long id = await UploadAsync("a.bin");
        fixture.Portal.Faults.Add(new Fault(FaultKind.Redirect, Link, -1) { Location = location });

        Assert.Equal(nameof(ConnectionErrors.PortalRedirected), (await FailAsync(id, repeats: 5)).ErrorId);
    }

    [Theory]
    [InlineData("..%2Fout.bin", "%2Fout.bin")]
    [InlineData("../out.bin", "out.bin")]
    [InlineData("..\\..\\out.bin", "out.bin")]
    [InlineData("/etc/cron.d/out.bin", "out.bin")]
    [InlineData("..", "file-7001")]
    public async Task A_file_name_cannot_lead_out_of_the_folder(string name, string expected)
    {
        object fields = new { name, content = Convert.ToBase64String(content) };
        await fixture.Webhook().CallAsync("imbot.v2.File.upload", new { botId = 456, dialogId = "chat5", fields }, Cancellation);

        string path = await SaveAsync(7001);

        Assert.Equal(Path.Combine(folder.Path, expected), path);
        Assert.Equal([expected], folder.Names());
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_with_overwrite()
    {
        long id = await UploadAsync("a.bin");
        string old = folder.Make("a.bin", [1]);

        Assert.Equal(nameof(FileErrors.FileExists), (await FailAsync(id)).ErrorId);
        Assert.Equal([1], File.ReadAllBytes(old));
        await SaveAsync(id, overwrite: true);
        Assert.Equal(content, File.ReadAllBytes(old));
        Assert.Equal(["a.bin"], folder.Names());
    }

    [Fact]
    public async Task A_cancelled_download_leaves_no_file()
    {
        long id = await UploadAsync("a.bin");
        fixture.Portal.Faults.Add(new Fault(FaultKind.Hang, Link));
        using CancellationTokenSource stop = new();
        Task<string> save = SaveAsync(id, cancellation: stop.Token);
        while (fixture.RequestsFor(Link).Count == 0)
        {
            await Task.Delay(5, Cancellation);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public async Task A_download_that_is_cancelled_midway_leaves_no_file()
    {
        using CancellationTokenSource stop = new();
        byte[] half = new byte[100_000];
        using RawPortal portal = new(async (number, stream) =>
        {
            await RawPortal.SwallowAsync(stream, await RawPortal.ReadHeadAsync(stream), new byte[1024]);
            if (number == 0)
            {
                await RawPortal.AnswerAsync(stream, 200, $$"""{"result":{"downloadUrl":"http://127.0.0.1:{{((System.Net.IPEndPoint)stream.Socket.LocalEndPoint!).Port}}/rest/download.json?token=x"} }""");
                return;
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\nContent-Disposition: attachment; filename=\"a.bin\"\r\n\r\n"u8.ToArray());
            await stream.WriteAsync(half);
            await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        Halfway halfway = new(half.Length, folder, stop);

        Task<string> save = portal.Session().SaveFileAsync(
            new GetFileLinkRequest(456, 1), new SaveOptions(folder.Path, isFolder: true) { Progress = halfway }, cancellation: stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.EndsWith(".part", Assert.Single(halfway.NamesThen), StringComparison.Ordinal);
        Assert.Empty(folder.Names());
    }

    private static byte[] MakeContent()
    {
        byte[] bytes = new byte[300_000];
        new Random(4).NextBytes(bytes);
        return bytes;
    }

    private async Task<long> UploadAsync(string name) => (await fixture.Webhook().SendAsync(
        new UploadFileRequest(456, "chat5", LocalFile.Require(source.Make(name, content))), cancellation: Cancellation)).FileId;

    private Task<string> SaveAsync(long id, int repeats = 0, bool overwrite = false, ICallObserver? observer = null, CancellationToken? cancellation = null) =>
        fixture.Webhook(repeats: repeats).SaveFileAsync(
            new GetFileLinkRequest(456, id),
            new SaveOptions(folder.Path, isFolder: true) { Overwrite = overwrite },
            $"file-{id}",
            observer,
            cancellation ?? Cancellation);

    private Task<B24Exception> FailAsync(long id, int repeats = 0, ICallObserver? observer = null) =>
        Assert.ThrowsAsync<B24Exception>(() => SaveAsync(id, repeats, observer: observer));

    /// <summary>Stops after this number of bytes, and remembers the files that existed at that moment.</summary>
    private sealed class Halfway(long bytes, TemporaryFolder folder, CancellationTokenSource stop) : IProgress<TransferProgress>
    {
        public string[] NamesThen { get; private set; } = [];

        public void Report(TransferProgress value)
        {
            if (value.Done >= bytes)
            {
                NamesThen = folder.Names();
                stop.Cancel();
            }
        }
    }
}
