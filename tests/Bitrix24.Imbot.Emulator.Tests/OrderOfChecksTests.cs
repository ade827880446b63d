using System.Net;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class OrderOfChecksTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { WebhookScopes = ["im"] };

    [Fact]
    public async Task UnknownMethodIs404EvenWithABadKey()
    {
        Reply reply = await PostAsync(new Uri(Emulator.Address, "rest/1/wrong/imbot.v2.Chat.nothing"), new { });
        reply.MustFail("ERROR_METHOD_NOT_FOUND", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task StoppedPortalWinsOverUnknownMethod()
    {
        Portal.IsStopped = true;
        (await HookAsync("imbot.v2.Chat.nothing")).MustFail("PORTAL_DELETED", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WrongKeyWinsOverMissingScope()
    {
        Reply reply = await PostAsync(new Uri(Emulator.Address, "rest/1/wrong/imbot.v2.Revision.get"), new { });
        reply.MustFail("INVALID_CREDENTIALS", HttpStatusCode.Unauthorized);
        (await HookAsync("imbot.v2.Revision.get")).MustFail("insufficient_scope", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ScopeShowsWhatAWebhookLacks()
    {
        Assert.Equal("""["im"]""", (await HookAsync("scope")).MustSucceed().Result.ToJsonString());
        Assert.Contains("imbot", (await HookAsync("scope", new { full = true })).Result.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public async Task WrongUserOfAWebhookIsInvalidCredentials()
    {
        string code = Emulator.WebhookUri.Segments[^1];
        (await PostAsync(new Uri(Emulator.Address, $"rest/17/{code}profile"), new { })).MustFail("INVALID_CREDENTIALS", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ScopeWinsOverOverloadUnderAWebhook()
    {
        Portal.IsOverloaded = true;
        (await HookAsync("imbot.v2.Revision.get")).MustFail("insufficient_scope", HttpStatusCode.Unauthorized);
        (await HookAsync("profile")).MustFail("OVERLOAD_LIMIT", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task PlanWithoutRestIsAccessDeniedWith401()
    {
        Portal.IsRestAvailable = false;
        (await HookAsync("profile")).MustFail("ACCESS_DENIED", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task DismissedUserCannotCall()
    {
        Portal.FindUser(1)!.IsActive = false;
        (await HookAsync("profile")).MustFail("authorization_error", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ScopeWinsOverLoadLimiter()
    {
        Portal.Load.Spend("imbot.v2.Revision.get", 1000);
        (await HookAsync("imbot.v2.Revision.get")).MustFail("insufficient_scope", HttpStatusCode.Unauthorized);
    }
}
