using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class BotTests : EmulatorTest
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    [Fact]
    public async Task RegisterAnswersTheOwnersFormWithDefaults()
    {
        object properties = new { name = "Helper", color = "lightBlue" };
        Reply reply = (await RegisterAsync(new { code = "helper", botToken = "t", properties })).MustSucceed();
        JsonNode bot = reply.At("bot")!;
        Assert.Equal("bot fetch rest", $"{bot["type"]} {bot["eventMode"]} {bot["moduleId"]}");
        Assert.True((bool)bot["isReactionsEnabled"]!);
        Assert.False((bool)bot["isHidden"]!);
        Assert.InRange(reply.Int("bot", "id"), 1001, int.MaxValue);
        JsonNode user = Assert.Single(reply.At("users")!.AsArray())!;
        Assert.Equal(("Helper", "#4ba5c3", "bot"), ((string?)user["name"], (string?)user["color"], (string?)user["type"]));
        Assert.DoesNotContain(Portal.Chats, chat => chat.HasMember(reply.Int("bot", "id")));
    }

    [Fact]
    public async Task RegisteringAgainReturnsTheBotUnchanged()
    {
        Reply first = await RegisterAsync(new { code = "helper", botToken = "t", properties = new { name = "Helper" } });
        Reply second = await RegisterAsync(new { code = "helper", botToken = "t", type = "supervisor", properties = new { name = "Other" } });
        Assert.Equal(first.Int("bot", "id"), second.MustSucceed().Int("bot", "id"));
        Assert.Equal("bot", second.Text("bot", "type"));
        Assert.Equal("Helper", (string?)second.At("users")![0]!["name"]);
        (await RegisterAsync(new { code = "helper", botToken = "other", properties = new { name = "Helper" } })).MustFail("BOT_CODE_ALREADY_TAKEN");
    }

    [Theory]
    [InlineData("""{"botToken":"t"}""", "BOT_CODE_REQUIRED")]
    [InlineData("""{"botToken":"t","code":"c","eventMode":"x"}""", "BOT_PROPERTIES_REQUIRED")]
    [InlineData("""{"botToken":"t","code":"c","properties":{"name":""}}""", "BOT_PROPERTIES_REQUIRED")]
    [InlineData("""{"botToken":"t","code":"c","properties":{"name":"n"},"eventMode":"x","type":"x"}""", "BOT_INVALID_EVENT_MODE")]
    [InlineData("""{"botToken":"t","code":"c","properties":{"name":"n"},"eventMode":"webhook","type":"x"}""", "BOT_WEBHOOK_URL_REQUIRED")]
    [InlineData("""{"botToken":"t","code":"docs_bot","properties":{"name":"n"},"type":"x"}""", "BOT_CODE_ALREADY_TAKEN")]
    [InlineData("""{"botToken":"t","code":"c","properties":{"name":"n"},"eventMode":"webhook","webhookUrl":"x","type":"x"}""", "BOT_INVALID_CALLBACK")]
    [InlineData("""{"botToken":"t","code":"docs_bot","properties":{"name":"n"},"eventMode":"webhook","webhookUrl":"x"}""", "BOT_INVALID_CALLBACK")]
    [InlineData("""{"botToken":"ttttttttttttttttttttttttttttttttttttttttt","code":"c","properties":{"name":"n"}}""", "BOT_TOKEN_INVALID_LENGTH")]
    [InlineData("""{"botToken":"t","code":"c","properties":{"name":"n"},"type":"2"}""", "BOT_INVALID_TYPE")]
    [InlineData(
        """{"botToken":"t","code":"c","properties":{"name":"n","avatar":"x"},"eventMode":"webhook","webhookUrl":"http://localhost/"}""",
        "BOT_INVALID_CALLBACK")]
    [InlineData("""{"botToken":"t","code":"c","properties":{"name":"n","avatar":"dGV4dA=="}}""", "BOT_AVATAR_INCORRECT_TYPE")]
    [InlineData("""{"botToken":"t","code":"ccccccccccccccccccccccccccccccccccccccccccccccccccc","properties":{"name":"n"}}""", "BOT_REGISTER_FAILED")]
    [InlineData("""{"code":"c","properties":{"name":"n"}}""", "BOT_TOKEN_NOT_SPECIFIED")]
    public async Task RegisterRefusesInOrder(string fields, string code) => (await RegisterAsync(JsonNode.Parse(fields)!)).MustFail(code);

    [Fact]
    public async Task RegisterReadsUpperCaseNamesAndAnAvatar()
    {
        Reply reply = await RegisterAsync(new { CODE = "c", BOT_TOKEN = "t", TYPE = "SuperVisor", PROPERTIES = new { NAME = "N", avatar = Png } });
        Assert.Equal("supervisor", reply.MustSucceed().Text("bot", "type"));
        Assert.NotEmpty((string)reply.At("users")![0]!["avatar"]!);
    }

    [Fact]
    public async Task OpenlineBotAlwaysSupportsOpenChannels()
    {
        object properties = new { name = "N" };
        Reply reply = await RegisterAsync(new { code = "c", botToken = "t", type = "openline", isSupportOpenline = false, properties });
        Assert.True((bool)reply.At("bot", "isSupportOpenline")!);
    }

    [Fact]
    public async Task BotsWithLongTokensKeepWorking()
    {
        string token = new('t', 64);
        Portal.SetBotToken(BotId, token);
        (await BotAsync("Chat.get", new { dialogId = "chat5" }, token: token)).MustSucceed();
        (await BotAsync("Bot.update", new { fields = new { botToken = "short" } }, token: token)).MustSucceed();
        (await BotAsync("Chat.get", new { dialogId = "chat5" }, token: "short")).MustSucceed();
    }

    [Fact]
    public async Task ACloudPortalAcceptsAHundredBots()
    {
        for (int number = Portal.Bots.Count; number < 100; number++)
        {
            (await RegisterAsync(new { code = $"c{number}", botToken = "t", properties = new { name = "N" } })).MustSucceed();
        }

        (await RegisterAsync(new { code = "one_more", botToken = "t", properties = new { name = "N" } })).MustFail("BOT_LIMIT_EXCEEDED");
        (await RegisterAsync(new { code = "c99", botToken = "t", properties = new { name = "N" } })).MustSucceed();
    }

    [Fact]
    public async Task OAuthBotsBelongToTheClientId()
    {
        Reply reply = await OAuthAsync("imbot.v2.Bot.register", new { fields = new { code = "c", properties = new { name = "N" } } });
        int botId = reply.MustSucceed().Int("bot", "id");
        Assert.Equal(Emulator.Application.ClientId, Portal.FindBot(botId)!.Owner);
    }

    [Fact]
    public async Task GetFindsABotByIdOrCodeAndShowsLessOfAForeignBot()
    {
        Assert.Equal(456, (await HookAsync("imbot.v2.Bot.get", new { botToken = Token, code = "docs_bot" })).Int("bot", "id"));
        Reply own = await HookAsync("imbot.v2.Bot.get", new { botToken = Token, botId = 456 });
        Assert.Equal("fetch", own.Text("bot", "eventMode"));
        Reply foreign = await HookAsync("imbot.v2.Bot.get", new { botToken = Token, botId = 457 });
        Assert.False(foreign.At("bot")!.AsObject().ContainsKey("eventMode"));
        (await HookAsync("imbot.v2.Bot.get", new { botToken = Token })).MustFail("PARAMS_REQUIRED");
        (await HookAsync("imbot.v2.Bot.get", new { botToken = Token, code = "none" })).MustFail("BOT_NOT_FOUND");
        (await HookAsync("imbot.v2.Bot.get", new { botId = 456 })).MustFail("BOT_TOKEN_NOT_SPECIFIED");
    }

    [Fact]
    public async Task ListPagesAndIgnoresAnUnknownType()
    {
        for (int number = 0; number < 3; number++)
        {
            await RegisterAsync(new { code = $"b{number}", botToken = Token, type = "personal", properties = new { name = "N" } });
        }

        Reply page = await HookAsync("imbot.v2.Bot.list", new { botToken = Token, limit = 2 });
        Assert.Equal((2, true), (page.At("bots")!.AsArray().Count, (bool)page.At("hasNextPage")!));
        Reply rest = await HookAsync("imbot.v2.Bot.list", new { botToken = Token, limit = 3, offset = 2 });
        Assert.Equal((2, false), (rest.At("bots")!.AsArray().Count, (bool)rest.At("hasNextPage")!));
        Reply personal = await HookAsync("imbot.v2.Bot.list", new { botToken = Token, filter = new { type = "personal" } });
        Assert.Equal(3, personal.At("bots")!.AsArray().Count);
        Reply unknown = await HookAsync("imbot.v2.Bot.list", new { botToken = Token, filter = new { type = "nonsense" } });
        Assert.Equal(4, unknown.At("bots")!.AsArray().Count);
        Reply stranger = await HookAsync("imbot.v2.Bot.list", new { botToken = "nobody" });
        Assert.Equal("[]", stranger.At("bots")!.ToJsonString());
    }

    [Fact]
    public async Task UpdateResetsMissingProperties()
    {
        object properties = new { name = "New", lastName = "Name", workPosition = "Helper", gender = "F" };
        await BotAsync("Bot.update", new { fields = new { properties } });
        Reply reply = await BotAsync("Bot.update", new { fields = new { properties = new { color = "red" } } });
        JsonNode user = reply.MustSucceed().At("users")![0]!;
        Assert.Equal(("New", "", "#df532d"), ((string?)user["firstName"], (string?)user["lastName"], (string?)user["color"]));
        Assert.NotEqual("Helper", (string?)user["workPosition"]);
    }

    [Fact]
    public async Task UpdateReadsFlagsInCamelCaseOnly()
    {
        object fields = new { IS_HIDDEN = "Y", isReactionsEnabled = "N", type = "personal", backgroundId = "nope" };
        Reply reply = await BotAsync("Bot.update", new { fields });
        Assert.False((bool)reply.At("bot", "isHidden")!);
        Assert.False((bool)reply.At("bot", "isReactionsEnabled")!);
        Assert.Equal("bot", reply.Text("bot", "type"));
        Assert.Null(reply.At("bot", "backgroundId"));
    }

    [Theory]
    [InlineData("https://[2001:db8::1]/events")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("http://127.0.0.1:8080/")]
    public async Task AnIpAddressIsAcceptedAsAWebhookAddress(string address)
    {
        JsonNode bot = (await BotAsync("Bot.update", new { fields = new { eventMode = "webhook", webhookUrl = address } })).MustSucceed().Result["bot"]!;
        Assert.Equal("webhook", (string?)bot["eventMode"]);
    }

    [Fact]
    public async Task BadWebhookUrlInUpdateIsRefusedAndChangesNothing()
    {
        (await BotAsync("Bot.update", new { fields = new { eventMode = "webhook", webhookUrl = "ftp://x.example" } })).MustFail("BOT_INVALID_CALLBACK");
        Assert.True(Portal.FindBot(BotId)!.IsFetching);
        Reply reply = await BotAsync("Bot.update", new { fields = new { eventMode = "webhook" } });
        Assert.Equal("webhook", reply.MustSucceed().Text("bot", "eventMode"));
        Assert.Null(Portal.FindBot(BotId)!.WebhookUrl);
    }

    [Fact]
    public async Task TokenIsRotated()
    {
        (await BotAsync("Bot.update", new { fields = new { botToken = "  new  " } })).MustSucceed();
        (await BotAsync("Chat.get", new { dialogId = "chat5" })).MustFail("BOT_OWNERSHIP_ERROR");
        (await BotAsync("Chat.get", new { dialogId = "chat5" }, token: "new")).MustSucceed();
        (await BotAsync("Bot.update", new { fields = new { botToken = new string('x', 41) } }, token: "new")).MustFail("BOT_TOKEN_INVALID_LENGTH");
        await RegisterAsync(new { code = "c", botToken = "taken", properties = new { name = "N" } });
        (await BotAsync("Bot.update", new { fields = new { botToken = "taken" } }, token: "new")).MustFail("BOT_TOKEN_ROTATION_FAILED");
        (await OAuthAsync("imbot.v2.Bot.update", new { botId = 457, fields = new { botToken = "x" } })).MustFail("BOT_TOKEN_ROTATION_FAILED");
    }

    [Fact]
    public async Task UnregisterRemovesTheBot()
    {
        Reply reply = await BotAsync("Bot.unregister");
        Assert.True((bool)reply.MustSucceed().At("result")!);
        (await BotAsync("Bot.unregister")).MustFail("BOT_NOT_FOUND");
        Assert.False(Portal.FindChat("chat5")!.HasMember(BotId));
    }

    private Task<Reply> RegisterAsync(object fields) => HookAsync("imbot.v2.Bot.register", new { fields });
}
