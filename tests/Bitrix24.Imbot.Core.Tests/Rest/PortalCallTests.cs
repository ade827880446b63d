using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Recording;
using Xunit;
using Bot = Bitrix24.Imbot.Core.Bots.Bot;
using Message = Bitrix24.Imbot.Emulator.State.Message;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>Calls over real HTTP to the emulator. The first tests are the examples of the documentation.</summary>
public sealed class PortalCallTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Send = "imbot.v2.Chat.Message.send";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        fixture.Portal.Reset();
    }

    [Fact]
    public async Task A_webhook_call_sends_the_documented_request()
    {
        JsonElement result = await fixture.Webhook().CallAsync(
            Send, new { botId = 456, dialogId = "chat5", fields = new { message = "Enter search string" } }, Cancellation);

        Assert.True(result.GetProperty("id").GetInt64() > 0);
        RecordedRequest request = Assert.Single(fixture.Portal.Requests.Snapshot());
        Assert.Equal("POST", request.HttpMethod);
        Assert.Equal(fixture.Portal.WebhookUri.AbsolutePath + Send, request.Path);
        Assert.Equal("", request.Query);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Matches("^Bitrix24\\.Imbot/[0-9]+\\.[0-9]+\\.[0-9]+$", request.Headers["User-Agent"]);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
        AssertSameJson("""{"botId":456,"botToken":"my_bot_token","dialogId":"chat5","fields":{"message":"Enter search string"}}""", request.Body);
    }

    [Fact]
    public async Task An_oauth_call_sends_the_documented_request()
    {
        await fixture.OAuth().CallAsync(Send, new { botId = 457, dialogId = "chat5", fields = new { message = "Enter search string" } }, Cancellation);

        RecordedRequest request = Assert.Single(fixture.Portal.Requests.Snapshot());
        Assert.Equal("/rest/" + Send, request.Path);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        AssertSameJson(
            $$"""{"botId":457,"dialogId":"chat5","fields":{"message":"Enter search string"},"auth":"{{fixture.Portal.Application.AccessToken}}"}""",
            request.Body);
    }

    [Fact]
    public async Task A_typed_send_adds_an_idempotency_key_and_nothing_else()
    {
        SentMessage sent = await fixture.Webhook().SendAsync(new SendMessageRequest(456, "chat5", "Hello"), cancellation: Cancellation);

        RecordedRequest request = Assert.Single(fixture.Portal.Requests.Snapshot());
        AssertSameJson(
            $$"""{"botId":456,"botToken":"my_bot_token","dialogId":"chat5","fields":{"message":"Hello","templateId":"{{sent.IdempotencyKey}}"} }""",
            request.Body);
        Message message = Assert.Single(fixture.Portal.Portal.MessagesOf("chat5"));
        Assert.Equal("Hello", message.Text);
        Assert.Equal(sent.IdempotencyKey, message.Uuid);
        Assert.Equal(sent.MessageId, message.Id);
        Assert.Empty(sent.UuidMap);
    }

    [Fact]
    public async Task A_message_with_the_same_key_arrives_once()
    {
        string key = IdempotencyKey.Derive("nightly", fixture.Portal.Address, 456, "chat5");
        SendMessageRequest request = new(456, "chat5", "Once") { IdempotencyKey = key };

        SentMessage first = await fixture.Webhook().SendAsync(request, cancellation: Cancellation);
        SentMessage second = await fixture.Webhook().SendAsync(request, cancellation: Cancellation);

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Single(fixture.Portal.Portal.MessagesOf("chat5"));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("Привет, 世界 😀 \u202Eמה")]
    [InlineData("line 1\nline 2\ttab \"quotes\" \\ back / slash <b>&amp;</b> $result[x] #hash %20 +")]
    [InlineData("\u0000\u0001\u001f\u007f\u2028\ufeff inside")]
    public async Task Text_arrives_unchanged(string text)
    {
        await fixture.Webhook().SendAsync(new SendMessageRequest(456, "chat5", "<" + text + ">"), cancellation: Cancellation);

        Assert.Equal("<" + text + ">", Assert.Single(fixture.Portal.Portal.MessagesOf("chat5")).Text);
    }

    [Fact]
    public async Task A_refusal_contains_code_status_method_and_advice()
    {
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => fixture.Webhook().SendAsync(
            new SendMessageRequest(456, "chat99", "x"), cancellation: Cancellation));

        Assert.Equal(nameof(ChatErrors.ChatNotFound), error.ErrorId);
        Assert.Equal("CHAT_NOT_FOUND", error.PortalCode);
        Assert.Equal(400, error.HttpStatus);
        Assert.Equal(Send, error.Method);
        Assert.Equal(1, error.Attempts);
        Assert.Equal(Outcome.Refused, error.Outcome);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Fact]
    public async Task An_expired_token_is_refreshed_once_and_the_call_repeated()
    {
        fixture.Portal.Portal.Authorization.ExpireAccessTokens();
        B24Session session = fixture.OAuth();

        PortalAnswer answer = await session.CallAsync(ApiMethod.Parse("imbot.v2.Revision.get"), [], null, Cancellation);

        Assert.Equal(2, answer.Attempts);
        Assert.Equal(["imbot.v2.Revision.get", "oauth/token", "imbot.v2.Revision.get"], Methods());
        RecordedRequest refresh = Assert.Single(fixture.RequestsFor("oauth/token"));
        Assert.Equal("POST", refresh.HttpMethod);
        Assert.Equal("", refresh.Query);
        Assert.Equal("application/x-www-form-urlencoded", refresh.Headers["Content-Type"]);
        Assert.Equal("application/json", refresh.Headers["Accept"]);
        Assert.Contains("grant_type=refresh_token&", refresh.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_has_expired_again_is_reported_and_not_refreshed_again()
    {
        fixture.Portal.Faults.Add(FaultKind.ExpiredToken, "imbot.v2.Revision.get", -1);

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => fixture.OAuth().SendAsync(new GetRevisionRequest(), cancellation: Cancellation));

        Assert.Equal(nameof(AuthorizationErrors.AccessTokenExpiredAgain), error.ErrorId);
        Assert.Equal(2, error.Attempts);
        Assert.Equal(["imbot.v2.Revision.get", "oauth/token", "imbot.v2.Revision.get"], Methods());
    }

    [Fact]
    public async Task A_refused_refresh_is_the_error_of_the_call()
    {
        fixture.Portal.Portal.Authorization.ExpireAccessTokens();

        B24Exception wrongSecret = await Assert.ThrowsAsync<B24Exception>(
            () => fixture.OAuth(clientSecret: "wrong-secret-value").SendAsync(new GetRevisionRequest(), cancellation: Cancellation));
        B24Exception oldToken = await Assert.ThrowsAsync<B24Exception>(
            () => fixture.OAuth(refreshToken: "used-up-refresh-token").SendAsync(new GetRevisionRequest(), cancellation: Cancellation));

        Assert.Equal(nameof(AuthorizationErrors.ApplicationRejected), wrongSecret.ErrorId);
        Assert.Equal(nameof(AuthorizationErrors.RefreshTokenRejected), oldToken.ErrorId);
        Assert.DoesNotContain("wrong-secret-value", wrongSecret.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_with_only_a_refresh_token_gets_an_access_token_when_needed()
    {
        B24Session session = fixture.OAuth(accessToken: "");

        await session.SendAsync(new GetRevisionRequest(), cancellation: Cancellation);

        Assert.Equal(["oauth/token", "imbot.v2.Revision.get"], Methods());
    }

    [Fact]
    public async Task Sequential_calls_of_several_sessions_use_one_connection()
    {
        for (int number = 0; number < 20; number++)
        {
            B24Session session = number % 2 == 0 ? fixture.Webhook() : fixture.OAuth();
            await session.SendAsync(new GetRevisionRequest(), cancellation: Cancellation);
        }

        Assert.Single(fixture.Portal.Requests.Snapshot().Select(request => request.ConnectionId).Distinct());
    }

    [Fact]
    public async Task Bots_are_registered_and_read_by_webhook_and_by_OAuth()
    {
        Bot custom = await fixture.Webhook().SendAsync(
            new RegisterBotRequest("helper", "Helper", new BotSettings
            {
                Properties = new BotProperties { LastName = "Bot", Color = "mint", WorkPosition = "Assistant" },
                BackgroundId = "mint",
            })
            {
                Type = "supervisor",
            },
            cancellation: Cancellation);
        Bot application = await fixture.OAuth().SendAsync(
            new RegisterBotRequest("helper2", "Helper"), cancellation: Cancellation);

        Assert.Equal("supervisor", custom.Type);
        Assert.Equal("Helper Bot", custom.Name);
        Assert.Equal("fetch", custom.EventMode);
        Assert.Equal("Helper", application.Name);
        Bot foreign = await fixture.Webhook().SendAsync(new GetBotRequest(application.BotId), cancellation: Cancellation);
        Assert.Null(foreign.EventMode);
        BotPage page = await fixture.Webhook().SendAsync(new ListBotsRequest(), cancellation: Cancellation);
        Assert.Equal([456, custom.BotId], page.Bots.Select(bot => bot.BotId).Order());
        Assert.False(page.HasNextPage);
    }

    [Fact]
    public async Task Verbose_and_debug_lines_of_a_call_contain_no_secret()
    {
        RecordingObserver observer = new();
        fixture.Portal.Portal.Authorization.ExpireAccessTokens();
        await fixture.Webhook().SendAsync(new SendMessageRequest(456, "chat5", "a my_bot_token b"), observer, Cancellation);
        await fixture.OAuth().SendAsync(new GetRevisionRequest(), observer, Cancellation);

        string all = string.Join("\n", observer.Lines);
        Assert.Contains("imbot.v2.Chat.Message.send", all, StringComparison.Ordinal);
        string[] secrets =
        [
            "my_bot_token", fixture.Portal.WebhookUri.Segments[3].Trim('/'), fixture.Portal.Application.AccessToken,
            fixture.Portal.Application.RefreshToken, fixture.Portal.Application.ClientSecret,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    private string[] Methods() => [.. fixture.Portal.Requests.Snapshot().Select(request => request.Method)];

    private static void AssertSameJson(string expected, string actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)),
        $"Expected {expected}\nActual   {actual}");
}
