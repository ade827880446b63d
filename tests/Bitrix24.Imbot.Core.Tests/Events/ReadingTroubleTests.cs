using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>Errors that end the loop of a bot that reads events for weeks, and errors that don't.</summary>
public sealed class ReadingTroubleTests
{
    private const string Event = """{"result":{"events":[{"eventId":5,"type":"ONIMBOTV2JOINCHAT","data":{"bot":{"id":456}}}],"nextOffset":6,"hasMore":false}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401, "CONNECTION_ERROR")]
    [InlineData(401, "NO_AUTH_FOUND")]
    [InlineData(400, "ERROR_CORE")]
    [InlineData(500, "ERROR_CORE")]
    [InlineData(401, "verification_needed")]
    [InlineData(401, "authorization_error")]
    [InlineData(401, "ACCESS_DENIED")]
    [InlineData(401, "user_access_error")]
    [InlineData(400, "0")]
    [InlineData(400, "SOME_NEW_CODE")]
    [InlineData(503, "QUERY_LIMIT_EXCEEDED")]
    [InlineData(404, "ERROR_METHOD_NOT_FOUND")]
    [InlineData(401, "LICENSE_EXPIRED")]
    [InlineData(429, "INVALID_CREDENTIALS")]
    [InlineData(429, "APPLICATION_NOT_FOUND")]
    [InlineData(429, "invalid_token")]
    [InlineData(429, "BOT_NOT_FOUND")]
    [InlineData(429, "insufficient_scope")]
    public async Task A_temporary_refusal_causes_a_warning_and_a_pause(int status, string code)
    {
        AnsweringPortal portal = new((status, Refusal(code)), (status, Refusal(code)), (status, Refusal(code)), (200, Event));
        RecordingObserver observer = new();
        using QueueEventSource source = Open(portal);
        await source.StartAsync(observer, Cancellation);

        Assert.Equal(5, Assert.Single(await source.NextAsync(observer, Cancellation)).EventId);
        Assert.Contains(observer.Lines, line => line.Contains(code, StringComparison.Ordinal) && line.StartsWith("The events of bot 456 can't be read", StringComparison.Ordinal));
        Assert.Contains(observer.Lines, line => line.Contains("works again", StringComparison.Ordinal));
        Assert.NotEmpty(portal.Clock.Waits);
    }

    [Theory]
    [InlineData(400, "BOT_NOT_FOUND", nameof(BotErrors.BotNotFound))]
    [InlineData(400, "BOT_OWNERSHIP_ERROR", nameof(BotErrors.BotOfAnotherOwner))]
    [InlineData(401, "insufficient_scope", nameof(AuthorizationErrors.ScopeInsufficient))]
    [InlineData(401, "INVALID_CREDENTIALS", nameof(AuthorizationErrors.AuthorizationRejected))]
    [InlineData(401, "APPLICATION_NOT_FOUND", nameof(AuthorizationErrors.AuthorizationRejected))]
    [InlineData(403, "PORTAL_DELETED", nameof(PortalErrors.PortalDeleted))]
    [InlineData(401, "OVERLOAD_LIMIT", nameof(PortalErrors.PortalBlocked))]
    [InlineData(429, "OVERLOAD_LIMIT", nameof(PortalErrors.PortalBlocked))]
    [InlineData(429, "PORTAL_DELETED", nameof(PortalErrors.PortalDeleted))]
    public async Task A_permanent_refusal_ends_the_loop(int status, string code, string id)
    {
        AnsweringPortal portal = new((status, Refusal(code)));
        using QueueEventSource source = Open(portal);
        await source.StartAsync(null, Cancellation);

        Assert.Equal(id, (await Assert.ThrowsAsync<B24Exception>(() => source.NextAsync(null, Cancellation))).ErrorId);
        Assert.Single(portal.Bodies);
    }

    [Fact]
    public async Task A_refresh_token_that_is_no_longer_accepted_ends_the_loop()
    {
        AnsweringPortal portal = new((401, Refusal("expired_token")));
        portal.TokenServer.Answer = _ => Task.FromResult((400, """{"error":"invalid_grant","error_description":""}"""));
        using QueueEventSource source = Open(portal, portal.OAuth(repeats: 0));
        await source.StartAsync(null, Cancellation);

        Assert.Equal(AuthorizationErrors.RefreshTokenRejected, (await Assert.ThrowsAsync<B24Exception>(() => source.NextAsync(null, Cancellation))).Kind);
    }

    private static string Refusal(string code) => $$"""{"error":"{{code}}","error_description":"why"}""";

    private static QueueEventSource Open(AnsweringPortal portal, PortalClient? client = null)
    {
        PortalClient calls = client ?? portal.Webhook(repeats: 0);
        return new QueueEventSource(
            async (request, observer, cancellation) => request.ReadResult(
                (await calls.CallAsync(request.Method, request.ToParameters(), Secret.FromText("my_bot_token"), observer, cancellation)).Result),
            456,
            null,
            new QueueOptions(),
            portal.Clock);
    }
}
