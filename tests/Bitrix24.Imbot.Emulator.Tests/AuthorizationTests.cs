using System.Net;
using System.Net.Http.Headers;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class AuthorizationTests : EmulatorTest
{
    [Fact]
    public async Task MissingCredentialsAreRefused() =>
        (await PostAsync(new Uri(Emulator.Address, "rest/imbot.v2.Revision.get"), new { })).MustFail("NO_AUTH_FOUND", HttpStatusCode.Unauthorized);

    [Fact]
    public async Task BearerWinsOverAuthAndAuthOverAccessToken()
    {
        string good = Emulator.Application.AccessToken;
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Emulator.Address, "rest/profile?auth=bad"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", good);
        using HttpResponseMessage response = await Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        (await GetAsync($"rest/profile?auth=bad&access_token={good}")).MustFail("invalid_token", HttpStatusCode.Unauthorized);
        (await GetAsync($"rest/profile?access_token={good}")).MustSucceed();
    }

    [Fact]
    public async Task TokenExpiresAfterAnHour()
    {
        (await OAuthAsync("profile")).MustSucceed();
        Portal.Clock.Advance(TimeSpan.FromMinutes(61));
        (await OAuthAsync("profile")).MustFail("expired_token", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task UninstalledApplicationWinsOverExpiry()
    {
        Portal.Authorization.ExpireAccessTokens();
        Emulator.Application.IsInstalled = false;
        (await OAuthAsync("profile")).MustFail("APPLICATION_NOT_FOUND", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ExpiryWinsOverScope()
    {
        (await OAuthAsync("user.current")).MustFail("insufficient_scope", HttpStatusCode.Unauthorized);
        Portal.Authorization.ExpireAccessTokens();
        (await OAuthAsync("user.current")).MustFail("expired_token", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task UserWithoutAccessToTheApplicationIsRefused()
    {
        Emulator.Application.OpenTo = [23];
        (await OAuthAsync("profile")).MustFail("user_access_error", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ParameterNamedTokenIsRefused() =>
        (await BotAsync("Bot.get", new { token = "x" })).MustFail("ACCESS_DENIED", HttpStatusCode.Forbidden);

    [Fact]
    public async Task OAuthIgnoresBotToken()
    {
        (await OAuthAsync("imbot.v2.Chat.get", new { botId = 457, botToken = "nonsense", dialogId = "chat5" })).MustSucceed();
        (await OAuthAsync("imbot.v2.Chat.get", new { botId = 456, botToken = Token, dialogId = "chat5" })).MustFail("BOT_OWNERSHIP_ERROR");
    }

    [Fact]
    public async Task OwnershipIsCheckedBeforeBindingAndAccess()
    {
        const string method = "imbot.v2.Chat.get";
        (await HookAsync(method, new { dialogId = 5 })).MustFail("BOT_TOKEN_NOT_SPECIFIED");
        (await HookAsync(method, new { botToken = Token, dialogId = 5 })).MustFail("BOT_ID_REQUIRED");
        (await HookAsync(method, new { botToken = Token, botId = 9999, dialogId = 5 })).MustFail("BOT_NOT_FOUND");
        (await HookAsync(method, new { botToken = "MY_BOT_TOKEN", botId = BotId, dialogId = 5 })).MustFail("BOT_OWNERSHIP_ERROR");
        (await HookAsync(method, new { botToken = Token, botId = BotId, dialogId = 5 })).MustFail("100");
        (await HookAsync(method, new { botToken = Token, botId = BotId, dialogId = "chat999" })).MustFail("CHAT_NOT_FOUND");
    }

    [Fact]
    public async Task DeprecatedClientIdAndUpperCaseNamesAreAccepted()
    {
        (await HookAsync("imbot.v2.Chat.get", new { CLIENT_ID = Token, BOT_ID = BotId, dialogId = "chat5" })).MustSucceed();
        (await HookAsync("imbot.v2.Chat.get", new { BOT_TOKEN = Token, clientId = "other", botId = BotId, dialogId = "chat5" })).MustSucceed();
    }
}
