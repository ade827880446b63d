using System.Text;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class RequestReadingTests : EmulatorTest
{
    private const string Json = """{"botId":456,"botToken":"my_bot_token","dialogId":"chat5","fields":{"message":"text"}}""";

    [Fact]
    public async Task GetWithBracketsWorks()
    {
        Reply reply = await GetAsync(Hook("imbot.v2.Chat.Message.send").AbsolutePath[1..]
            + "?botId=456&botToken=my_bot_token&dialogId=chat5&fields%5Bmessage%5D=a+b%26c&fields[urlPreview]=N");
        reply.MustSucceed();
        Message message = Assert.Single(Portal.MessagesOf("chat5"));
        Assert.Equal("a b&c", message.Text);
        Assert.False(message.IsUrlPreviewed);
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/vnd.api+json", true)]
    [InlineData("application/problem+json; charset=utf-8", true)]
    [InlineData("text/x+json", false)]
    [InlineData("Application/Json", false)]
    [InlineData("text/json", false)]
    [InlineData(null, false)]
    public async Task JsonIsReadUnderJsonTypesOnly(string? type, bool isRead)
    {
        Reply reply = await PostTextAsync(Hook("imbot.v2.Chat.Message.send"), Json, type);
        if (isRead)
        {
            reply.MustSucceed();
        }
        else
        {
            reply.MustFail("BOT_TOKEN_NOT_SPECIFIED");
        }
    }

    [Fact]
    public async Task BrokenJsonIsAnEmptyBody() =>
        (await PostTextAsync(Hook("imbot.v2.Chat.Message.send"), Json[..^1], "application/json")).MustFail("BOT_TOKEN_NOT_SPECIFIED");

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    public async Task BodyThatIsNotUtf8IsBrokenJson(string encoding)
    {
        using ByteArrayContent content = new(Encoding.GetEncoding(encoding).GetBytes(Json.Replace("text", "über", StringComparison.Ordinal)));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using HttpResponseMessage response = await Http.PostAsync(Hook("imbot.v2.Chat.Message.send"), content, Cancel);
        Assert.Contains("BOT_TOKEN_NOT_SPECIFIED", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AByteOrderMarkBreaksJson() =>
        (await PostTextAsync(Hook("imbot.v2.Chat.Message.send"), "\uFEFF" + Json, "application/json")).MustFail("BOT_TOKEN_NOT_SPECIFIED");

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    public async Task AParameterNamedTokenMakesASignedLink(string token) =>
        (await HookAsync("profile", new { token })).MustFail("ACCESS_DENIED", System.Net.HttpStatusCode.Forbidden);

    [Fact]
    public async Task AnswersAllowCallsFromOtherSites()
    {
        using HttpRequestMessage question = new(HttpMethod.Options, Hook("profile")) { Headers = { { "Origin", "https://app.example.com" } } };
        using HttpResponseMessage allowed = await Http.SendAsync(question, Cancel);
        using HttpResponseMessage refused = await Http.GetAsync(new Uri(Emulator.Address, "rest/profile"), Cancel);
        foreach (HttpResponseMessage answer in (HttpResponseMessage[])[allowed, refused])
        {
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("origin, content-type, accept", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Headers")));
        }

        Assert.Equal((System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.Unauthorized), (allowed.StatusCode, refused.StatusCode));
    }

    [Fact]
    public async Task AnyOtherTypeIsReadAsAQuery() =>
        (await PostTextAsync(Hook("imbot.v2.Chat.get"), "botId=456&botToken=my_bot_token&dialogId=chat5", "text/plain")).MustSucceed();

    [Fact]
    public async Task BodyWinsOverQuery()
    {
        Uri address = new(Hook("imbot.v2.Bot.get") + "?botId=457&botToken=my_bot_token");
        Reply reply = await PostTextAsync(address, """{"botId":456}""", "application/json");
        Assert.Equal(456, reply.Int("bot", "id"));
    }

    [Fact]
    public async Task MultipartFormsAreRead()
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent("456"), "botId" },
            { new StringContent(Token), "botToken" },
            { new StringContent("chat5"), "dialogId" },
            { new StringContent("über"), "fields[message]" },
        };
        using HttpResponseMessage response = await Http.PostAsync(Hook("imbot.v2.Chat.Message.send"), form, Cancel);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("über", Assert.Single(Portal.MessagesOf("chat5")).Text);
    }

    [Theory]
    [InlineData("""{"dialogId":5}""")]
    [InlineData("""{"dialogId":["chat5"]}""")]
    [InlineData("""{"dialogId":true}""")]
    [InlineData("""{}""")]
    [InlineData("""{"chatId":"five"}""")]
    [InlineData("""{"dialogId":"chat5","fields":"text"}""")]
    public async Task ValuesOfAnotherTypeAreError100(string body)
    {
        Reply reply = await BotAsync("Chat.Message.send", System.Text.Json.Nodes.JsonNode.Parse(body));
        reply.MustFail("100");
        Assert.Equal(System.Text.Json.JsonValueKind.String, reply.Body["error"]!.GetValueKind());
        Assert.Contains("{", (string?)reply.Body["error_description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Event.get", """{"offset":null}""")]
    [InlineData("Event.get", """{"limit":null}""")]
    [InlineData("Event.get", """{"withUserEvents":null}""")]
    [InlineData("Chat.Message.send", """{"dialogId":"chat5","fields":null}""")]
    [InlineData("Chat.User.add", """{"dialogId":"chat5","userIds":null}""")]
    [InlineData("Bot.list", """{"limit":null}""")]
    public async Task ExplicitNullIsRefused(string method, string body) =>
        (await BotAsync(method, System.Text.Json.Nodes.JsonNode.Parse(body))).MustFail("100");

    [Theory]
    [InlineData("""{"messageId":4294967297}""", "MESSAGE_NOT_FOUND")]
    [InlineData("""{"messageId":"99999999999999999999"}""", "0")]
    public async Task NumbersBeyond32BitsAreNotWrapped(string body, string code)
    {
        Assert.Equal(1, Portal.Write(17, "chat5", "x").Id);
        (await BotAsync("Chat.Message.read", new { dialogId = "chat5", messageId = 1 })).MustSucceed();
        (await BotAsync("Chat.Message.delete", System.Text.Json.Nodes.JsonNode.Parse(body))).MustFail(code);
    }

    [Theory]
    [InlineData("""{"chatId":5}""")]
    [InlineData("""{"chatId":"5"}""")]
    [InlineData("""{"dialogId":"CHAT5"}""")]
    public async Task ChatIsFoundByAnyOfItsNames(string body) => (await BotAsync("Chat.get", System.Text.Json.Nodes.JsonNode.Parse(body))).MustSucceed();

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"y\"", true)]
    [InlineData("\"1\"", true)]
    [InlineData("\"True\"", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("\"N\"", false)]
    [InlineData("\"yes\"", false)]
    [InlineData("0", false)]
    public async Task FlagsAreReadAsDocumented(string value, bool isSystem)
    {
        await SendAsync(new { message = "flag", system = System.Text.Json.Nodes.JsonNode.Parse(value) });
        Assert.Equal(isSystem, Assert.Single(Portal.MessagesOf("chat5")).IsSystem);
    }

    [Fact]
    public async Task NamesAreCaseSensitive() => (await BotAsync("Chat.get", new { DialogId = "chat5" })).MustFail("100");
}
