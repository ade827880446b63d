using System.Text.Json.Nodes;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

/// <summary>The authorization members in the body, for webhooks and OAuth, for every method, whatever the caller passes.</summary>
public sealed class BotTokenPlacementTests
{
    private static readonly WebhookAuthorization Webhook =
        new(WebhookAddress.Parse(Secret.FromText("https://portal.example.com/rest/17/k3y0fs1xteench4r/")!));

    private static readonly OAuthAuthorization OAuth = new(
        new Uri("https://portal.example.com/"),
        new OAuthApplication("local.aaaa.bbbb", Secret.FromText("client-secret")!),
        new TokenPair { AccessToken = Secret.FromText("access-token")! },
        new FakeTokenServer(),
        TimeSpan.FromSeconds(30));

    private static readonly Secret BotToken = Secret.FromText("my_bot_token")!;

    public static TheoryData<string> MethodsWithTokenAtTheRoot()
    {
        TheoryData<string> data = [];
        foreach (string name in ApiMethods.All.Select(method => method.Name).Where(name =>
                     name.StartsWith("imbot.", StringComparison.Ordinal) && name is not ("imbot.v2.Bot.register" or "imbot.v2.Revision.get")))
        {
            data.Add(name);
            data.Add(name.ToUpperInvariant());
            data.Add(name.ToLowerInvariant() + ".json");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(MethodsWithTokenAtTheRoot))]
    public void Webhook_puts_the_bot_token_at_the_root(string method) =>
        Assert.Equal("""{"botId":456,"botToken":"my_bot_token"}""", Body(Webhook, method, new JsonMap { ["botId"] = 456 }));

    [Theory]
    [InlineData("imbot.v2.Bot.register")]
    [InlineData("IMBOT.V2.BOT.REGISTER.JSON")]
    public void Webhook_puts_the_bot_token_into_fields_for_register(string method)
    {
        Assert.Equal(
            """{"fields":{"code":"helper","botToken":"my_bot_token"}}""",
            Body(Webhook, method, new JsonMap { ["fields"] = new JsonMap { ["code"] = "helper" } }));
        Assert.Equal(
            """{"fields":{"code":"helper","botToken":"theirs"}}""",
            Body(Webhook, method, new JsonMap { ["BOTTOKEN"] = "theirs", ["fields"] = new JsonMap { ["code"] = "helper" } }));
    }

    [Theory]
    [InlineData("imbot.v2.Revision.get")]
    [InlineData("imbot.v2.revision.GET.json")]
    [InlineData("im.v2.Event.get")]
    [InlineData("IM.V2.File.upload")]
    public void Webhook_sends_no_bot_token_to_methods_that_do_not_accept_one(string method) =>
        Assert.Equal("""{"offset":5}""", Body(Webhook, method, new JsonMap { ["offset"] = 5, ["botToken"] = "of the caller", ["BOT_TOKEN"] = "again", ["Access_Token"] = "old" }));

    [Fact]
    public void Webhook_leaves_other_methods_as_they_are_except_auth()
    {
        Assert.Equal("""{"CLIENT_ID":"x","botToken":"y"}""", Body(Webhook, "imopenlines.bot.session.finish", new JsonMap { ["CLIENT_ID"] = "x", ["botToken"] = "y" }));
        Assert.Equal("""{"AP":1,"Auth":"theirs"}""", Body(Webhook, "server.time", new JsonMap { ["AP"] = 1, ["Auth"] = "theirs", ["auth"] = "mine" }));
    }

    [Fact]
    public void Webhook_keeps_a_bot_token_from_the_caller()
    {
        Assert.Equal("""{"botToken":"another"}""", Body(Webhook, "imbot.v2.Bot.list", new JsonMap { ["BotToken"] = "another", ["AUTH"] = "old" }));
        Assert.Equal("""{"botToken":null}""", Body(Webhook, "imbot.v2.Bot.list", new JsonMap { ["botToken"] = null }));
        Assert.Equal(
            """{"fields":{"botToken":"another"}}""",
            Body(Webhook, "imbot.v2.Bot.register", new JsonMap { ["fields"] = new JsonMap { ["botToken"] = "another" } }));
        Assert.Equal(
            """{"fields":{"botToken":"new"},"botToken":"my_bot_token"}""",
            Body(Webhook, "imbot.v2.Bot.update", new JsonMap { ["fields"] = new JsonMap { ["botToken"] = "new" } }));
    }

    [Theory]
    [InlineData("BotToken")]
    [InlineData("bot_token")]
    public void The_parameter_for_a_new_token_gets_the_documented_spelling(string name) => Assert.Equal(
        """{"fields":{"name":"x","botToken":"new"},"botToken":"my_bot_token"}""",
        Body(Webhook, "imbot.v2.Bot.update", new JsonMap { ["fields"] = new JsonMap { [name] = "new", ["name"] = "x" } }));

    [Fact]
    public void Webhook_without_a_bot_token_fails_before_sending()
    {
        B24Exception error = Assert.Throws<B24Exception>(() => Webhook.Authorize(ApiMethod.Parse("imbot.v2.Bot.list"), [], null));

        Assert.Equal(nameof(BotErrors.BotTokenMissing), error.ErrorId);
    }

    [Fact]
    public void OAuth_sends_auth_and_never_a_bot_token()
    {
        foreach (string method in ApiMethods.All.Select(method => method.Name))
        {
            JsonMap parameters = new() { ["botId"] = 456, ["botToken"] = "of the caller", ["BOT_TOKEN"] = "again", ["auth"] = "old" };
            Assert.Equal("""{"botId":456,"auth":"access-token"}""", Body(OAuth, method, parameters));
        }

        Assert.Equal(
            """{"fields":{"code":"helper"},"auth":"access-token"}""",
            Body(OAuth, "imbot.v2.Bot.register", new JsonMap { ["fields"] = new JsonMap { ["code"] = "helper", ["botToken"] = "x" } }));
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("aplogin")]
    [InlineData("ap")]
    [InlineData("auth_connector")]
    [InlineData("Auth")]
    [InlineData("Access_Token")]
    public void OAuth_sends_no_other_authorization_of_the_caller(string name) =>
        Assert.Equal("""{"auth":"access-token"}""", Body(OAuth, "IMBOT.V2.BOT.LIST.json", new JsonMap { [name] = "of the caller" }));

    [Fact]
    public void OAuth_refuses_to_set_a_bot_token()
    {
        JsonMap parameters = new() { ["fields"] = new JsonMap { ["botToken"] = "new" } };
        B24Exception error = Assert.Throws<B24Exception>(() => OAuth.Authorize(ApiMethod.Parse("imbot.v2.Bot.update"), parameters, null));

        Assert.Equal(nameof(BotErrors.BotTokenUnderOAuth), error.ErrorId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_parameter_named_token_is_refused(bool webhook)
    {
        PortalAuthorization authorization = webhook ? Webhook : OAuth;
        B24Exception error = Assert.Throws<B24Exception>(
            () => authorization.Authorize(ApiMethod.Parse("imbot.v2.Bot.list"), new JsonMap { ["token"] = "x" }, BotToken));

        Assert.Equal(nameof(PortalErrors.ParameterReserved), error.ErrorId);
    }

    [Fact]
    public void The_callers_parameters_are_not_modified()
    {
        JsonMap fields = new() { ["code"] = "helper" };
        JsonMap parameters = new() { ["fields"] = fields };

        Body(Webhook, "imbot.v2.Bot.register", parameters);

        Assert.Single(parameters);
        Assert.Single(fields);
    }

    [Fact]
    public void Calls_use_the_documented_addresses()
    {
        Assert.Equal(
            "https://portal.example.com/rest/17/k3y0fs1xteench4r/imbot.v2.Bot.list",
            Webhook.Authorize(ApiMethod.Parse("imbot.v2.Bot.list"), [], BotToken).Address.AbsoluteUri);
        Assert.Equal(
            "https://portal.example.com/rest/imbot.v2.Bot.list",
            OAuth.Authorize(ApiMethod.Parse("imbot.v2.Bot.list"), [], null).Address.AbsoluteUri);
    }

    private static string Body(PortalAuthorization authorization, string method, JsonMap parameters)
    {
        byte[] body = JsonMap.Write(authorization.Authorize(ApiMethod.Parse(method), parameters, BotToken).Parameters);
        return JsonNode.Parse(body)!.ToJsonString();
    }
}
