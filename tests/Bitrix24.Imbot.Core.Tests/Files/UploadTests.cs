using System.Net.Sockets;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Recording;
using Xunit;
using StoredFile = Bitrix24.Imbot.Core.Files.StoredFile;

namespace Bitrix24.Imbot.Core.Tests.Files;

/// <summary>Files are streamed from the disk into the request, and none is sent twice.</summary>
public sealed class UploadTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Upload = "imbot.v2.File.upload";
    private const string Accepted = """{"result":{"file":{"id":7,"name":"a.bin"},"messageId":8,"chatId":5,"dialogId":"chat5"}}""";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        fixture.Portal.Reset();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(49_151)]
    [InlineData(49_152)]
    [InlineData(49_153)]
    [InlineData(1_500_001)]
    public async Task The_request_body_is_complete_and_has_a_Content_Length(int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);
        List<long> progress = [];

        StoredFile file = await fixture.Webhook().SendAsync(
            new UploadFileRequest(456, "chat5", LocalFile.Require(folder.Make("a.bin", content)), "Is \"this\" it? \u00e9") { Progress = new Listener(progress) },
            cancellation: Cancellation);

        RecordedRequest request = Assert.Single(fixture.RequestsFor(Upload));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
                {"botId":456,"botToken":"my_bot_token","dialogId":"chat5",
                 "fields":{"name":"a.bin","content":"{{Convert.ToBase64String(content)}}","message":"Is \"this\" it? \u00e9"} }
                """),
            JsonNode.Parse(request.Body)));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(request.Body).ToString(System.Globalization.CultureInfo.InvariantCulture), request.Headers["Content-Length"]);
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal(content, fixture.Portal.Portal.StoredFiles.Single().Content.ToArray());
        Assert.Equal(("a.bin", (long)size, "chat5", 456L), (file.Name, file.Size, file.DialogId, file.BotId));
        Assert.True(file.MessageId > 0);
        Assert.Equal(size, progress[^1]);
    }

    [Fact]
    public async Task A_users_file_names_no_bot()
    {
        await fixture.Webhook().SendAsync(
            new UploadUserFileRequest("chat5", LocalFile.Require(folder.Make("a.bin", [1, 2, 3])), "mine"), cancellation: Cancellation);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"dialogId":"chat5","fields":{"name":"a.bin","content":"AQID","message":"mine"} }"""),
            JsonNode.Parse(Assert.Single(fixture.RequestsFor("im.v2.File.upload")).Body)));
    }

    [Theory]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.HalfJson)]
    public async Task A_completely_sent_file_is_never_sent_again(FaultKind fault)
    {
        fixture.Portal.Faults.Add(fault, Upload);

        B24Exception error = await FailAsync(fixture.Webhook(repeats: 5));

        Assert.Equal(Outcome.Unknown, error.Outcome);
        Assert.Equal(1, error.Attempts);
        Assert.Single(fixture.Portal.Portal.StoredFiles);
    }

    [Fact]
    public async Task A_lost_answer_causes_the_OutcomeUnknown_error()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Upload);
        Assert.Equal(nameof(ConnectionErrors.OutcomeUnknown), (await FailAsync(fixture.Webhook(repeats: 5))).ErrorId);
    }

    [Fact]
    public async Task A_file_that_was_not_sent_completely_is_sent_again()
    {
        long whole = 0;
        byte[] buffer = new byte[1 << 16];
        using RawPortal portal = new(async (number, stream) =>
        {
            int length = await RawPortal.ReadHeadAsync(stream);
            if (number == 0)
            {
                await RawPortal.SwallowAsync(stream, length / 4, buffer);
                stream.Socket.LingerState = new LingerOption(true, 0);
                stream.Socket.Close();
                return;
            }

            await RawPortal.SwallowAsync(stream, length, buffer);
            whole = length;
            await RawPortal.AnswerAsync(stream, 200, Accepted);
        });

        StoredFile file = await portal.Session(repeats: 2).SendAsync(
            new UploadFileRequest(456, "chat5", LocalFile.Require(folder.MakeEmpty("a.bin", 24 << 20))), cancellation: Cancellation);

        Assert.Equal((7L, 2), (file.FileId, portal.Connections));
        Assert.True(whole > 32 << 20);
    }

    [Fact]
    public async Task A_refusal_arrives_before_a_large_file_is_sent()
    {
        long sent = 0;
        using RawPortal portal = new(async (_, stream) =>
        {
            await RawPortal.ReadHeadAsync(stream, goOn: false);
            await RawPortal.AnswerAsync(stream, 401, """{"error":"NO_AUTH_FOUND","error_description":"no"}""");
            stream.Socket.Shutdown(SocketShutdown.Send);
            byte[] buffer = new byte[1 << 16];
            for (int read = 1; read > 0; sent += read)
            {
                read = await stream.ReadAsync(buffer);
            }
        });

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => portal.Session().SendAsync(
            new UploadFileRequest(456, "chat5", LocalFile.Require(folder.MakeEmpty("a.bin", 8 << 20))), cancellation: Cancellation));

        Assert.Equal(("NO_AUTH_FOUND", 0L), (error.PortalCode, sent));
    }

    [Fact]
    public async Task A_file_that_has_become_shorter_causes_an_error_and_is_not_stored()
    {
        string path = folder.MakeEmpty("a.bin", 200_000);
        LocalFile file = LocalFile.Require(path);
        folder.MakeEmpty("a.bin", 199_999);

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(
            () => fixture.Webhook(repeats: 3).SendAsync(new UploadFileRequest(456, "chat5", file), cancellation: Cancellation));

        Assert.Equal(nameof(FileErrors.FileChanged), error.ErrorId);
        Assert.Empty(fixture.Portal.Portal.StoredFiles);
    }

    [Fact]
    public async Task A_file_that_grows_is_sent_with_its_original_length()
    {
        string path = folder.Make("a.log", "line 1\n"u8.ToArray());
        LocalFile file = LocalFile.Require(path);
        using FileStream writer = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        writer.Write("line 2\n"u8);
        writer.Flush();

        await fixture.Webhook().SendAsync(new UploadFileRequest(456, "chat5", file), cancellation: Cancellation);

        Assert.Equal("line 1\n"u8.ToArray(), fixture.Portal.Portal.StoredFiles.Single().Content.ToArray());
    }

    [Fact]
    public void Files_that_the_portal_would_refuse_are_refused_before_sending()
    {
        Assert.Equal(nameof(FileErrors.FileEmpty), Refusal(folder.Make("empty", [])));
        Assert.Equal(nameof(FileErrors.PathNotFile), Refusal(folder.Path));
        Assert.Equal(nameof(FileErrors.FileNotFound), Refusal(Path.Combine(folder.Path, "none")));
        Assert.Equal(nameof(FileErrors.FileTooLarge), Refusal(folder.MakeEmpty("large", LocalFile.MaxSize + 1)));
        Assert.Equal(LocalFile.MaxSize, LocalFile.Require(folder.MakeEmpty("largest", LocalFile.MaxSize)).Size);
        Assert.All(
            new[] { "0", " ", "..", "a/b", "a\\b", "a\nb", new string('x', 256) },
            name => Assert.Equal(nameof(FileErrors.FileNameInvalid), Refusal(folder.Make("a", [1]), name)));
    }

    /// <summary>The rule of docs/portal/files.md, "Upload": Base64 of at most four thirds of 100 MiB.</summary>
    [Fact]
    public void The_maximum_size_is_the_largest_that_fits()
    {
        static long TextOf(long size) => (size + 2) / 3 * 4;
        double most = 100.0 * 1024 * 1024 * 4 / 3;
        Assert.True(TextOf(LocalFile.MaxSize) <= most && TextOf(LocalFile.MaxSize + 1) > most);
    }

    private static string Refusal(string path, string? name = null) => Assert.Throws<B24Exception>(() => LocalFile.Require(path, name)).ErrorId;

    private Task<B24Exception> FailAsync(B24Session session) => Assert.ThrowsAsync<B24Exception>(() => session.SendAsync(
        new UploadFileRequest(456, "chat5", LocalFile.Require(folder.Make("a.bin", [1, 2, 3]))), cancellation: Cancellation));

    private sealed class Listener(List<long> heard) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => heard.Add(value.Done);
    }
}
