using System.Net;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class TokenEndpointTests : EmulatorTest
{
    private OAuthApplication Application => Emulator.Application;

    private Dictionary<string, string> RefreshParameters => new()
    {
        ["grant_type"] = "refresh_token",
        ["client_id"] = Application.ClientId,
        ["client_secret"] = Application.ClientSecret,
        ["refresh_token"] = Application.RefreshToken,
    };

    [Fact]
    public async Task RefreshByPostAnswersAsDocumentedAndRotates()
    {
        string oldAccess = Application.AccessToken;
        Dictionary<string, string> parameters = RefreshParameters;
        Reply reply = await PostFormAsync(parameters);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(
            [
                "access_token", "client_endpoint", "domain", "expires", "expires_in", "member_id", "refresh_token", "scope", "server_endpoint",
                "status", "user_id",
            ],
            reply.Body.AsObject().Select(pair => pair.Key).Order());
        Assert.Equal(Emulator.Address + "rest/", (string?)reply.Body["client_endpoint"]);
        Assert.Equal("imbot,im", (string?)reply.Body["scope"]);
        Assert.Equal(3600, (int?)reply.Body["expires_in"]);
        Assert.NotEqual(oldAccess, (string?)reply.Body["access_token"]);
        Assert.Equal(Application.AccessToken, (string?)reply.Body["access_token"]);

        (await OAuthAsync("profile")).MustSucceed();
        (await OAuthAsync("profile", token: oldAccess)).MustSucceed();
        (await PostFormAsync(parameters)).MustFail("invalid_grant");
        Assert.Equal(HttpStatusCode.OK, (await PostFormAsync(RefreshParameters)).Status);
    }

    [Theory]
    [InlineData("oauth/token/")]
    [InlineData("oauth/token")]
    public async Task GetWorksWithAndWithoutASlash(string path)
    {
        string query = string.Join('&', RefreshParameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"{path}?{query}")).Status);
    }

    [Fact]
    public async Task CodeIsExchangedOnceAndAnswersWithUserAndExpires()
    {
        Dictionary<string, string> parameters = CodeParameters(Portal.Authorization.IssueCode());
        Reply reply = await PostFormAsync(parameters);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(1, (int)reply.Body["user_id"]!);
        Assert.Equal(Emulator.Application.AccessTokenExpiresAt.ToUnixTimeSeconds(), (long)reply.Body["expires"]!);
        (await OAuthAsync("profile", token: (string?)reply.Body["access_token"])).MustSucceed();
        (await PostFormAsync(parameters)).MustFail("invalid_grant");
    }

    [Fact]
    public async Task CodeExpiresAfterThirtySeconds()
    {
        string code = Portal.Authorization.IssueCode();
        Portal.Clock.Advance(TimeSpan.FromSeconds(31));
        (await PostFormAsync(CodeParameters(code))).MustFail("invalid_grant");
    }

    [Fact]
    public async Task RefreshTokenExpiresAfter180Days()
    {
        Portal.Clock.Advance(TimeSpan.FromDays(181));
        (await PostFormAsync(RefreshParameters)).MustFail("invalid_grant");
    }

    [Theory]
    [InlineData("grant_type", "password", "invalid_request", HttpStatusCode.BadRequest)]
    [InlineData("client_id", "local.x", "wrong_client", HttpStatusCode.OK)]
    [InlineData("client_secret", "x", "invalid_client", HttpStatusCode.BadRequest)]
    [InlineData("refresh_token", "x", "invalid_grant", HttpStatusCode.BadRequest)]
    [InlineData("refresh_token", "", "invalid_request", HttpStatusCode.BadRequest)]
    [InlineData("client_secret", "", "invalid_request", HttpStatusCode.BadRequest)]
    [InlineData("scope", "imbot,crm", "insufficient_scope", HttpStatusCode.Forbidden)]
    public async Task WrongParameterIsRefused(string name, string value, string error, HttpStatusCode status)
    {
        Dictionary<string, string> parameters = RefreshParameters;
        parameters[name] = value;
        (await PostFormAsync(parameters)).MustFail(error, status);
        Assert.Equal(HttpStatusCode.OK, (await PostFormAsync(RefreshParameters)).Status);
    }

    [Fact]
    public async Task SmallerScopeIsAccepted()
    {
        Dictionary<string, string> parameters = RefreshParameters;
        parameters["scope"] = "imbot";
        Assert.Equal(HttpStatusCode.OK, (await PostFormAsync(parameters)).Status);
    }

    [Fact]
    public async Task RefusalOnDemandKeepsTheRefreshToken()
    {
        Portal.Authorization.Refuse("PAYMENT_REQUIRED");
        (await PostFormAsync(RefreshParameters)).MustFail("PAYMENT_REQUIRED", HttpStatusCode.Unauthorized);
        Portal.Authorization.Refuse(null);
        Assert.Equal(HttpStatusCode.OK, (await PostFormAsync(RefreshParameters)).Status);
    }

    [Fact]
    public async Task OnlyOneOfTwoRefreshesWithOneTokenSucceeds()
    {
        Dictionary<string, string> parameters = RefreshParameters;
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostFormAsync(parameters)));
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(7, replies.Count(reply => reply.Error == "invalid_grant"));
    }

    [Fact]
    public async Task TokenRequestsAreRecorded()
    {
        await PostFormAsync(RefreshParameters);
        Assert.Equal("oauth/token", Assert.Single(Emulator.Requests.Snapshot()).Method);
    }

    private Dictionary<string, string> CodeParameters(string code) => new()
    {
        ["grant_type"] = "authorization_code", ["client_id"] = Application.ClientId, ["client_secret"] = Application.ClientSecret, ["code"] = code,
    };

    private async Task<Reply> PostFormAsync(Dictionary<string, string> parameters)
    {
        using FormUrlEncodedContent form = new(parameters);
        using HttpResponseMessage response = await Http.PostAsync(new Uri(Emulator.Address, "oauth/token/"), form, Cancel);
        return new Reply(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!);
    }
}
