using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.Recording;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>An emulated portal for each test class, with sessions.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    public PortalEmulator Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Portal = await PortalEmulator.StartAsync();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>Creates a webhook session, by default without repeats.</summary>
    public B24Session Webhook(TimeSpan? timeout = null, int repeats = 0, string botToken = "my_bot_token") => B24Session.ForWebhook(
        Secret.FromText(Portal.WebhookUri.AbsoluteUri)!,
        456,
        Secret.FromText(botToken),
        TransportOptions.Default with
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            MaximumRetryCount = repeats,
            RequestRate = RequestRate.Unlimited,
        });

    public B24Session OAuth(string? accessToken = null, string? refreshToken = null, string? clientSecret = null) => B24Session.ForOAuth(
        PortalAddress.Parse(Portal.Address.AbsoluteUri),
        new Core.Authorization.OAuthApplication(
            Portal.Application.ClientId,
            Secret.FromText(clientSecret ?? Portal.Application.ClientSecret)!,
            Portal.Address),
        new TokenPair
        {
            AccessToken = Secret.FromText(accessToken ?? Portal.Application.AccessToken)!,
            RefreshToken = Secret.FromText(refreshToken ?? Portal.Application.RefreshToken),
            Scope = Portal.Application.Scope,
        },
        botId: 457,
        transport: TransportOptions.Default with { MaximumRetryCount = 0, RequestRate = RequestRate.Unlimited });

    public IReadOnlyList<RecordedRequest> RequestsFor(string method) =>
        [.. Portal.Requests.Snapshot().Where(request => request.Method == method)];
}
