using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>Many callers with one expired token: one refresh, no failures, and no caller hangs if the authorization server hangs.</summary>
public sealed class ExpiredTokenStampedeTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const int Callers = 100;

    public void Dispose() => fixture.Portal.Reset();

    [Fact]
    public async Task A_hundred_callers_share_one_refresh()
    {
        B24Session session = fixture.OAuth();
        fixture.Portal.Portal.Authorization.ExpireAccessTokens();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(session))));

        Assert.Single(fixture.RequestsFor("oauth/token"));
        Assert.All(fixture.Portal.Requests.Snapshot().Where(request => request.Method != "oauth/token"), request => Assert.True(request.Status is 200 or 401));
    }

    [Fact]
    public async Task No_caller_hangs_when_the_refresh_fails_once_and_then_hangs()
    {
        B24Session session = B24Session.ForOAuth(
            fixture.Portal.Address,
            new Core.Authorization.OAuthApplication(
                fixture.Portal.Application.ClientId,
                Core.Secrets.Secret.FromText(fixture.Portal.Application.ClientSecret)!,
                fixture.Portal.Address),
            new Core.Authorization.TokenPair
            {
                AccessToken = Core.Secrets.Secret.FromText(fixture.Portal.Application.AccessToken)!,
                RefreshToken = Core.Secrets.Secret.FromText(fixture.Portal.Application.RefreshToken),
                Scope = fixture.Portal.Application.Scope,
            },
            transport: Core.Rest.TransportOptions.Default with { Timeout = TimeSpan.FromSeconds(2), RequestRate = Core.Rest.RequestRate.Unlimited });
        fixture.Portal.Portal.Authorization.ExpireAccessTokens();
        fixture.Portal.Faults.Add(FaultKind.Html, Fault.TokenEndpoint);
        fixture.Portal.Faults.Add(FaultKind.HangToken, Fault.TokenEndpoint, -1);

        Task<string>[] callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(() => ErrorOfAsync(session)))];
        string[] errors = await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.All(errors, error => Assert.Equal(nameof(ConnectionErrors.PortalTimeout), error));
    }

    private static async Task CallAsync(B24Session session) =>
        await session.SendAsync(new GetRevisionRequest(), cancellation: TestContext.Current.CancellationToken);

    private static async Task<string> ErrorOfAsync(B24Session session)
    {
        try
        {
            await CallAsync(session);
            return "answered";
        }
        catch (B24Exception error)
        {
            return error.ErrorId;
        }
    }
}
