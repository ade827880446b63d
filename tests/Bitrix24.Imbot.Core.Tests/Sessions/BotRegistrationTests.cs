using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Sessions;

/// <summary>Bots are registered and changed from C#, with the rules for their tokens.</summary>
public sealed class BotRegistrationTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private B24Session SessionWithoutBot => B24Session.ForWebhook(Secret.FromText(fixture.Portal.WebhookUri.AbsoluteUri)!);

    public void Dispose() => fixture.Portal.Reset();

    [Fact]
    public async Task A_session_without_a_token_gets_a_random_token_and_the_new_bot()
    {
        BotRegistration registration = new(SessionWithoutBot, new RegisterBotRequest("duty", "Duty"));
        Assert.True(registration.IsTokenCreated);
        Assert.True(registration.KeepToken());

        Bot bot = await registration.SendAsync(cancellation: Cancellation);

        Assert.Equal(bot.BotId, registration.Session.BotId);
        Assert.Equal("duty", (await registration.Session.SendAsync(new GetBotRequest(bot.BotId), cancellation: Cancellation)).Code);
        Assert.Equal(BotToken.MaxLength, registration.Session.BotToken!.Length);
    }

    [Fact]
    public async Task A_refused_registration_forgets_the_new_token()
    {
        B24Session session = SessionWithoutBot;
        BotRegistration registration = new(session, new RegisterBotRequest("duty", "Duty") { Type = "unknown" });

        await Assert.ThrowsAsync<B24Exception>(() => registration.SendAsync(cancellation: Cancellation));

        Assert.Same(session, registration.Session);
    }

    [Fact]
    public void An_unused_token_is_reported()
    {
        RegisterBotRequest request = new("duty", "Duty", new BotSettings { Token = Secret.FromText("another_token") });

        Assert.True(new BotRegistration(fixture.OAuth(), request).IsTokenUnused);
        Assert.True(new BotRegistration(fixture.Webhook(), request).IsTokenOfAnotherBot);
        Assert.False(new BotRegistration(SessionWithoutBot, request).IsTokenCreated);
    }

    [Fact]
    public async Task Differences_from_an_existing_bot_are_reported()
    {
        RegisterBotRequest first = new("duty", "Duty");
        await fixture.Webhook().SendAsync(first, cancellation: Cancellation);
        BotRegistration again = new(fixture.Webhook(), new RegisterBotRequest("duty", "Night duty") { Type = "supervisor" });

        Bot bot = await again.SendAsync(cancellation: Cancellation);

        Assert.Equal(["name is 'Duty' instead of 'Night duty'", "type is 'bot' instead of 'supervisor'"], again.DifferencesFrom(bot));
    }

    [Fact]
    public async Task Changing_the_position_keeps_the_name()
    {
        BotChange change = new(fixture.Webhook(), 456, new BotSettings { Properties = new BotProperties { WorkPosition = "Night shift" } });
        Bot before = await fixture.Webhook().SendAsync(new GetBotRequest(456), cancellation: Cancellation);

        Bot changed = await change.SendAsync(cancellation: Cancellation);

        Assert.Equal("Night shift", changed.WorkPosition);
        Assert.Equal(before.Name, changed.Name);
    }

    [Fact]
    public void An_invalid_change_is_refused_before_anything_is_sent()
    {
        Assert.Equal(
            BotErrors.BotTokenUnderOAuth,
            Assert.Throws<B24Exception>(() => new BotChange(fixture.OAuth(), 457, new BotSettings { Token = Secret.FromText("token") })).Kind);
        Assert.Equal(PortalErrors.NothingToChange, Assert.Throws<B24Exception>(() => new BotChange(fixture.Webhook(), 456, new BotSettings())).Kind);
        Assert.Empty(fixture.Portal.Requests.Snapshot());
    }
}
