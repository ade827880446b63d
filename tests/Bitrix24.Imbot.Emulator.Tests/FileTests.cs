using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class FileTests : EmulatorTest
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    protected override EmulatorOptions Options => new() { MaxFileSize = 300 };

    [Fact]
    public async Task UploadSendsAMessageAtOnce()
    {
        Reply reply = (await UploadAsync("note.txt", Encode("run"), "chat5", "see")).MustSucceed();
        JsonObject file = reply.At("file")!.AsObject();
        Assert.Equal("note.txt | txt | 3 | file | Docs Bot | false", file.Show("name", "extension", "size", "type", "authorName", "image"));
        Assert.False(file.ContainsKey("urlDownload"));
        Assert.Equal((5, "chat5"), (reply.Int("chatId"), reply.Text("dialogId")));
        Message message = Assert.Single(Portal.MessagesOf("chat5"));
        Assert.Equal((reply.Int("messageId"), "see", $"[{file["id"]}]"), (message.Id, message.Text, message.Params["FILE_ID"]!.ToJsonString()));
    }

    [Fact]
    public async Task NamesBecomeUniqueAndImagesAreMeasured()
    {
        await UploadAsync("a.png", Png, "chat5");
        Reply second = await UploadAsync("a.png", Png, "chat5");
        Assert.Equal("a (1).png | image", second.At("file").Show("name", "type"));
        Assert.Equal("1 | 1", second.At("file", "image").Show("width", "height"));
    }

    [Theory]
    [InlineData("", "YQ==", "FILE_EMPTY")]
    [InlineData("0", "YQ==", "FILE_EMPTY")]
    [InlineData("a", "0", "FILE_EMPTY")]
    [InlineData("a", "data:text/plain;base64,YQ==", "FILE_INVALID_CONTENT")]
    [InlineData("a", "Y*==", "FILE_INVALID_CONTENT")]
    public async Task UploadRefuses(string name, string content, string code) => (await UploadAsync(name, content, "chat5")).MustFail(code);

    [Fact]
    public async Task SizeIsCheckedBeforeTheContent()
    {
        (await UploadAsync("a", new string('*', 401), "chat5")).MustFail("FILE_TOO_LARGE");
        (await UploadAsync("a", Convert.ToBase64String(new byte[300]), "chat5")).MustSucceed();
    }

    [Fact]
    public async Task LineBreaksInBase64AreAccepted() => Assert.Equal(3, (await UploadAsync("a", "cn\r\nVu", "chat5")).MustSucceed().Int("file", "size"));

    [Fact]
    public async Task ChatAccessIsCheckedFirstAndFieldsAreRequired()
    {
        (await UploadAsync("", "", "chat999")).MustFail("CHAT_NOT_FOUND");
        (await BotAsync("File.upload", new { dialogId = "chat5" })).MustFail("100");
    }

    [Fact]
    public async Task LinkServesTheBytesOnce()
    {
        int fileId = (await UploadAsync("über.txt", Encode("content"), "chat5")).Int("file", "id");
        string link = (await BotAsync("File.download", new { fileId })).MustSucceed().Text("downloadUrl")!;
        Assert.StartsWith(Emulator.WebhookUri + "download/?token=imbot%7C", link, StringComparison.Ordinal);
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("test/1");
        using HttpResponseMessage first = await Http.GetAsync(link, Cancel);
        Assert.Equal("content", await first.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("über.txt", first.Content.Headers.ContentDisposition?.FileNameStar);
        using HttpResponseMessage second = await Http.GetAsync(link, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
    }

    [Fact]
    public async Task WithoutUserAgentNginxAnswersAndTheLinkStaysValid()
    {
        object fields = new { name = "a.txt", content = Encode("x") };
        int fileId = (await OAuthAsync("imbot.v2.File.upload", new { botId = 457, dialogId = "chat5", fields })).Int("file", "id");
        string link = (await OAuthAsync("imbot.v2.File.download", new { botId = 457, fileId })).Text("downloadUrl")!;
        Assert.StartsWith(Emulator.Address + "rest/download.json?token=imbot%7C", link, StringComparison.Ordinal);
        using HttpResponseMessage refused = await Http.GetAsync(link, Cancel);
        Assert.Equal((HttpStatusCode.NotFound, true), (refused.StatusCode, refused.Content.Headers.ContentDisposition is not null));
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("test/1");
        Assert.Equal("x", await Http.GetStringAsync(link, Cancel));
    }

    [Fact]
    public async Task DownloadRequiresTheBotsRightToRead()
    {
        int own = (await UploadAsync("a", Encode("x"), "17")).Int("file", "id");
        (await BotAsync("File.download", new { fileId = own })).MustSucceed();
        int others = (await HookAsync("im.v2.File.upload", new { dialogId = "17", fields = new { name = "a.txt", content = Encode("x") } })).Int("file", "id");
        (await BotAsync("File.download", new { fileId = others })).MustFail("FILE_ACCESS_ERROR");
        (await BotAsync("File.download", new { fileId = 1 })).MustFail("FILE_NOT_FOUND");
    }

    [Fact]
    public async Task UsersUploadAndDownload()
    {
        Reply reply = await HookAsync("im.v2.File.upload", new { dialogId = "chat5", fields = new { name = "a.txt", content = Encode("x") } });
        Assert.Equal((1, "done"), (reply.MustSucceed().Int("file", "authorId"), reply.Text("file", "status")));
        string link = (await HookAsync("im.v2.File.download", new { dialogId = "chat5", fileId = reply.Int("file", "id") })).Text("downloadUrl")!;
        Assert.Contains("token=im%7C", link, StringComparison.Ordinal);
        Chat foreign = Portal.AddChat("Foreign", 17);
        (await HookAsync("im.v2.File.upload", new { dialogId = $"chat{foreign.Id}", fields = new { name = "a" } })).MustFail("ACCESS_DENIED");
    }

    [Fact]
    public async Task UserDownloadRequiresTheDialogOfTheFile()
    {
        object fields = new { name = "a.txt", content = Encode("x") };
        int fileId = (await HookAsync("im.v2.File.upload", new { dialogId = "chat5", fields })).Int("file", "id");
        (await HookAsync("im.v2.File.download", new { fileId })).MustFail("100");
        (await HookAsync("im.v2.File.download", new { fileId, dialogId = "chat999" })).MustFail("CHAT_NOT_FOUND");
        (await HookAsync("im.v2.File.download", new { fileId, dialogId = "17" })).MustFail("ACCESS_DENIED");
        (await HookAsync("im.v2.File.download", new { fileId = 1, dialogId = "chat5" })).MustFail("FILE_NOT_FOUND");
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private Task<Reply> UploadAsync(string name, string content, string dialogId, string? message = null) =>
        BotAsync("File.upload", new { dialogId, fields = new { name, content, message } });
}
