using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class ControlSurfaceTests : EmulatorTest
{
    [Fact]
    public async Task InfoHasTheConnectionData()
    {
        JsonNode info = await ShowAsync("info");
        Assert.Equal(Emulator.WebhookUri.AbsoluteUri, (string?)info["webhookUri"]);
        Assert.Equal(Emulator.Application.AccessToken, (string?)info["accessToken"]);
        using HttpResponseMessage response = await Http.GetAsync($"{info["domain"]}/rest/profile?auth={info["accessToken"]}", Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task ShowsMessagesAndIsNotRecordedItself()
    {
        await SendAsync(new { message = "hello", keyboard = new[] { new { TEXT = "a", LINK = "/a" } } });
        JsonNode message = Assert.Single((await ShowAsync("chats/chat5/messages")).AsArray())!;
        Assert.Equal((456, "Docs Bot", "hello"), ((int?)message["authorId"], (string?)message["authorName"], (string?)message["text"]));
        Assert.Equal("a", (string?)message["params"]!["KEYBOARD"]![0]!["TEXT"]);
        Assert.Single((await ShowAsync("requests")).AsArray());
        await SendAsync(new { message = "private" }, "17");
        Assert.Equal("private", (string?)(await ShowAsync("chats/17/messages?botId=456"))[0]!["text"]);
        Assert.Empty((await ShowAsync("chats/23/messages")).AsArray());
        Assert.Equal(2, (await ShowAsync("bots")).AsArray().Count);
        Assert.Equal(2, (await ShowAsync("chats")).AsArray().Count);
    }

    [Fact]
    public async Task ShowsNewerMessagesOfAnAuthorAndRequestsToAMethod()
    {
        await SendAsync(new { message = "first" });
        int first = (int)(await ShowAsync("chats/chat5/messages"))[0]!["id"]!;
        await SendAsync(new { message = "second" });
        await DoAsync("messages", new { dialogId = "chat5", text = "third", userId = 17 });
        Assert.Equal("second", (string?)Assert.Single((await ShowAsync($"chats/chat5/messages?authorId=456&afterId={first}")).AsArray())!["text"]);
        Assert.Empty((await ShowAsync("requests?method=imbot.v2.Event.*")).AsArray());
        Assert.Equal(2, (await ShowAsync("requests?method=IMBOT.v2.*.send")).AsArray().Count);
    }

    [Fact]
    public async Task WaitsForMissingItems()
    {
        Task<JsonNode> messages = ShowAsync("chats/chat5/messages?authorId=456&count=2&waitSeconds=60");
        Task<JsonNode> requests = ShowAsync("requests?method=*.send&count=2&waitSeconds=60");
        await SendAsync(new { message = "first" });
        await DoAsync("messages", new { dialogId = "chat5", text = "of a person", userId = 17 });
        Assert.False(messages.IsCompleted || requests.IsCompleted);
        await SendAsync(new { message = "second" });
        Assert.Equal(["first", "second"], (await messages).AsArray().Select(message => (string?)message!["text"]));
        Assert.Equal(2, (await requests).AsArray().Count);
    }

    [Fact]
    public async Task ShowsTheItemsWhenTheTimeIsOver()
    {
        await SendAsync(new { message = "first" });
        Assert.Single((await ShowAsync("chats/chat5/messages?count=2&waitSeconds=0.1")).AsArray());
    }

    [Fact]
    public async Task ResetRestoresTheStart()
    {
        await SendAsync(new { message = "hello" });
        string first = Emulator.Application.AccessToken;
        await DoAsync("oauth/expire");
        (await OAuthAsync("profile")).MustFail("expired_token", HttpStatusCode.Unauthorized);
        await DoAsync("faults", new { kind = "html" });
        await DoAsync("reset");
        Assert.Empty(Portal.MessagesOf("chat5"));
        Assert.Empty(Emulator.Requests.Snapshot());
        Assert.Equal(first, Emulator.Application.AccessToken);
        (await OAuthAsync("profile")).MustSucceed();
    }

    [Fact]
    public async Task FaultsAreAddedAsJson()
    {
        await DoAsync("faults", new object[]
        {
            new { kind = "status", method = "imbot.v2.*", status = 500, error = "X", retryAfter = 3 },
            new { kind = "answerLost", count = 2 },
        });
        Assert.Equal(2, (await ShowAsync("faults")).AsArray().Count);
        using HttpResponseMessage failed = await Http.GetAsync(Hook("imbot.v2.Revision.get"), Cancel);
        Assert.Equal(TimeSpan.FromSeconds(3), failed.Headers.RetryAfter?.Delta);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => HookAsync("profile"));
        using HttpResponseMessage deleted = await Http.DeleteAsync(new Uri(Emulator.Address, "emulator/faults"), Cancel);
        (await HookAsync("profile")).MustSucceed();
        Uri faults = new(Emulator.Address, "emulator/faults");
        using HttpResponseMessage unknown = await Http.PostAsJsonAsync(faults, new { kind = "nonsense" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task CodeComesWithItsRedirect()
    {
        JsonNode issued = await DoAsync("oauth/code", new { state = "s-77" });
        Uri redirect = new((string)issued["redirect"]!);
        Assert.StartsWith("https://app.example.com/cb?", redirect.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains($"code={issued["code"]}&state=s-77&domain=127.0.0.1%3A{Emulator.Address.Port}", redirect.Query, StringComparison.Ordinal);
        Reply reply = await GetAsync($"oauth/token/?grant_type=authorization_code&client_id={Emulator.Application.ClientId}"
            + $"&client_secret={Emulator.Application.ClientSecret}&code={issued["code"]}");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task IssuedTokensWorkTogetherAndRefreshTokensOnce()
    {
        string first = Emulator.Application.RefreshToken;
        JsonNode second = await DoAsync("oauth/tokens", new { });
        JsonNode third = await DoAsync("oauth/tokens", new { });
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"rest/profile?auth={second["accessToken"]}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"rest/profile?auth={third["accessToken"]}")).Status);
        foreach (string refreshToken in (IEnumerable<string>)[first, (string)second["refreshToken"]!, (string)third["refreshToken"]!])
        {
            string refresh = $"oauth/token/?grant_type=refresh_token&client_id={Emulator.Application.ClientId}"
                + $"&client_secret={Emulator.Application.ClientSecret}&refresh_token={refreshToken}";
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(refresh)).Status);
            Assert.Equal("invalid_grant", (await GetAsync(refresh)).Error);
        }
    }

    [Fact]
    public async Task RefusalIsSwitchedOnAndOff()
    {
        await DoAsync("oauth/refuse", new { error = "PAYMENT_REQUIRED" });
        Assert.Equal("PAYMENT_REQUIRED", (await GetAsync("oauth/token/")).Error);
        await DoAsync("oauth/refuse", new { error = "" });
        Assert.Equal("invalid_request", (await GetAsync("oauth/token/")).Error);
    }

    [Fact]
    public async Task UsersWriteAndJoin()
    {
        await DoAsync("messages", new { userId = 17, dialogId = "chat5", text = "hi all" });
        Assert.Equal((17, "hi all"), (Portal.MessagesOf("chat5")[0].AuthorId, Portal.MessagesOf("chat5")[0].Text));
        await DoAsync("messages", new { userId = 23, botId = 456, text = "hi bot" });
        Assert.Equal("hi bot", Assert.Single(Portal.MessagesOf("23", BotId)).Text);
        Chat chat = Portal.AddChat("New", 1);
        await DoAsync($"chats/chat{chat.Id}/users", new { userId = 456 });
        (await SendAsync(new { message = "x" }, $"chat{chat.Id}")).MustSucceed();
        using HttpResponseMessage stranger = await Http.PostAsJsonAsync(
            new Uri(Emulator.Address, "emulator/messages"), new { userId = 23, dialogId = $"chat{chat.Id}", text = "x" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, stranger.StatusCode);
    }

    [Fact]
    public async Task ClockAndSwitchesChangeThePortal()
    {
        await DoAsync("clock", new { advanceSeconds = 3601 });
        (await OAuthAsync("profile")).MustFail("expired_token", HttpStatusCode.Unauthorized);
        await DoAsync("portal", new { isStopped = true });
        (await HookAsync("profile")).MustFail("PORTAL_DELETED", HttpStatusCode.Forbidden);
    }

    private async Task<JsonNode> ShowAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(Emulator.Address, "emulator/" + path), Cancel))!;

    private async Task<JsonNode> DoAsync(string path, object? body = null)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(new Uri(Emulator.Address, "emulator/" + path), body ?? new { }, Cancel);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
