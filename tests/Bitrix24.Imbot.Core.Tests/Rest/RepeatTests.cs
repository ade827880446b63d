using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>The outcome of a call decides whether it is repeated. The emulator counts the requests.</summary>
public sealed class RepeatTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Send = "imbot.v2.Chat.Message.send";
    private const string AddChat = "imbot.v2.Chat.add";
    private const string Revision = "imbot.v2.Revision.get";

    private readonly FakeClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Portal.Reset();

    [Fact]
    public async Task A_message_whose_answer_is_lost_is_repeated_and_arrives_once()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Send, 3);

        PortalAnswer answer = await CallAsync(new SendMessageRequest(456, "chat5", "Once"));

        Assert.Equal(4, answer.Attempts);
        Assert.Equal("Once", Assert.Single(fixture.Portal.Portal.MessagesOf("chat5")).Text);
        Assert.Equal(3, clock.Waits.Count);
    }

    [Theory]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.ResetBefore)]
    public async Task A_call_that_must_not_be_repeated_is_sent_once_with_an_unknown_outcome(FaultKind fault)
    {
        fixture.Portal.Faults.Add(fault, AddChat, -1);

        B24Exception error = await FailAsync(AddChat, new JsonMap { ["botId"] = 456, ["fields"] = new JsonMap { ["title"] = "New" } });

        Assert.Equal(nameof(ConnectionErrors.OutcomeUnknown), error.ErrorId);
        Assert.Equal(Outcome.Unknown, error.Outcome);
        Assert.Equal(1, error.Attempts);
        Assert.Single(fixture.RequestsFor(AddChat));
        Assert.Empty(clock.Waits);
        Assert.IsType<B24Exception>(error.InnerException);
    }

    [Theory]
    [InlineData("""{"message":"no key"}""")]
    [InlineData("""{"message":"not version 4","templateId":"824f82a6-57dc-1ab3-8866-6e84a314ba0b"}""")]
    [InlineData("""{"message":"upper case","templateId":"824F82A6-57DC-4AB3-8866-6E84A314BA0B"}""")]
    [InlineData("""{"message":"system","system":true,"templateId":"824f82a6-57dc-4ab3-8866-6e84a314ba0b"}""")]
    [InlineData("""{"message":"system","system":"Y","templateId":"824f82a6-57dc-4ab3-8866-6e84a314ba0b"}""")]
    [InlineData("""{"message":"forward","forwardIds":{},"templateId":"824f82a6-57dc-4ab3-8866-6e84a314ba0b"}""")]
    public async Task A_message_without_a_valid_idempotency_key_is_not_repeated(string fields)
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Send, -1);
        JsonMap parameters = new()
        {
            ["botId"] = 456,
            ["dialogId"] = "chat5",
            ["fields"] = System.Text.Json.JsonDocument.Parse(fields).RootElement,
        };

        Assert.Equal(nameof(ConnectionErrors.OutcomeUnknown), (await FailAsync(Send, parameters)).ErrorId);
        Assert.Single(fixture.RequestsFor(Send));
    }

    [Fact]
    public async Task A_reading_call_is_repeated_and_its_last_error_is_reported_unchanged()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Revision, -1);

        B24Exception error = await FailAsync(Revision, []);

        Assert.Equal(nameof(ConnectionErrors.ConnectionLost), error.ErrorId);
        Assert.Equal(6, error.Attempts);
        Assert.Equal(5, clock.Waits.Count);
        Assert.All(clock.Waits.Zip([250, 500, 1000, 2000, 4000]), pair => Assert.InRange(pair.First.TotalMilliseconds, pair.Second / 2.0, pair.Second));
    }

    [Fact]
    public async Task A_repeat_waits_while_the_first_message_is_still_in_flight()
    {
        fixture.Portal.Faults.Add(FaultKind.ResetBefore, Send);
        fixture.Portal.Faults.Add(new Fault(FaultKind.Status, Send, 2) { Status = 400, Error = "MESSAGE_DUPLICATED_BY_UUID", Executes = false });

        PortalAnswer answer = await CallAsync(new SendMessageRequest(456, "chat5", "Once"));

        Assert.Equal(4, answer.Attempts);
        Assert.Single(fixture.Portal.Portal.MessagesOf("chat5"));
    }

    [Fact]
    public async Task A_key_that_another_caller_is_using_has_its_own_error()
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.Status, Send, -1) { Status = 400, Error = "MESSAGE_DUPLICATED_BY_UUID", Executes = false });

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => CallAsync(new SendMessageRequest(456, "chat5", "Once")));

        Assert.Equal((nameof(MessageErrors.MessageBeingSent), 1), (error.ErrorId, error.Attempts));
    }

    [Fact]
    public async Task A_repeat_of_a_message_that_stays_in_flight_has_an_unknown_outcome()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Send);
        fixture.Portal.Faults.Add(new Fault(FaultKind.Status, Send, -1) { Status = 400, Error = "MESSAGE_DUPLICATED_BY_UUID", Executes = false });

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => CallAsync(new SendMessageRequest(456, "chat5", "Once")));

        Assert.Equal(nameof(ConnectionErrors.OutcomeUnknown), error.ErrorId);
        Assert.Equal(6, error.Attempts);
    }

    [Fact]
    public async Task A_refusal_after_a_lost_answer_leaves_the_outcome_unknown()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Send);
        fixture.Portal.Faults.Add(new Fault(FaultKind.Status, Send, -1) { Status = 400, Error = "ACCESS_DENIED", Executes = false });

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => CallAsync(new SendMessageRequest(456, "chat5", "Once")));

        Assert.Equal(nameof(ConnectionErrors.OutcomeUnknown), error.ErrorId);
        Assert.Equal("ACCESS_DENIED", error.PortalCode);
        Assert.Equal(2, error.Attempts);
    }

    [Fact]
    public async Task A_refusal_at_the_first_attempt_is_reported_immediately()
    {
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => CallAsync(new SendMessageRequest(456, "chat99", "x")));

        Assert.Equal(nameof(ChatErrors.ChatNotFound), error.ErrorId);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task Any_call_waits_for_request_limits()
    {
        fixture.Portal.Faults.Add(FaultKind.QueryLimitExceeded, AddChat, 8);

        PortalAnswer answer = await Client(RequestRate.Unlimited).CallAsync(
            ApiMethod.Parse(AddChat),
            new JsonMap { ["botId"] = 456, ["fields"] = new JsonMap { ["title"] = "New" } },
            Secret.FromText("my_bot_token"),
            null,
            Cancellation);

        Assert.Equal(9, answer.Attempts);
        Assert.Equal(8, clock.Waits.Count);
        Assert.Equal(1, fixture.RequestsFor(AddChat).Count(request => request.Executed));
    }

    [Fact]
    public async Task The_Retry_After_header_is_followed()
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.QueryLimitExceeded, Revision) { RetryAfter = "7" });

        await Client(RequestRate.Unlimited).CallAsync(ApiMethod.Parse(Revision), [], null, null, Cancellation);

        Assert.Equal([TimeSpan.FromSeconds(7)], clock.Waits);
    }

    [Theory]
    [InlineData(FaultKind.QueryLimitExceeded)]
    [InlineData(FaultKind.OperationTimeLimit)]
    public async Task A_Retry_After_of_zero_does_not_cause_endless_requests(FaultKind limit)
    {
        fixture.Portal.Faults.Add(new Fault(limit, Revision, -1) { RetryAfter = "0" });

        B24Exception error = await FailAsync(Revision, []);

        Assert.InRange(error.Attempts, 2, 70);
        Assert.InRange(clock.Waits.Sum(wait => wait.TotalSeconds), 60, 15 * 60);
    }

    [Fact]
    public async Task A_call_waits_for_limits_no_longer_than_its_maximum_wait()
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.QueryLimitExceeded, Revision, -1) { RetryAfter = "400" });

        B24Exception error = await FailAsync(Revision, []);

        Assert.Equal(nameof(PortalErrors.RequestLimitExceeded), error.ErrorId);
        Assert.Equal(Outcome.NotExecuted, error.Outcome);
        Assert.Equal(3, error.Attempts);
        Assert.Equal([TimeSpan.FromSeconds(400), TimeSpan.FromSeconds(400)], clock.Waits);
    }

    [Fact]
    public async Task A_manual_block_is_never_repeated()
    {
        fixture.Portal.Faults.Add(FaultKind.OverloadLimit, Revision, -1);

        B24Exception error = await FailAsync(Revision, []);

        Assert.Equal(nameof(PortalErrors.PortalBlocked), error.ErrorId);
        Assert.Single(fixture.RequestsFor(Revision));
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task Without_repeats_a_call_is_sent_only_once()
    {
        fixture.Portal.Faults.Add(FaultKind.QueryLimitExceeded, Revision, -1);

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => Client(RequestRate.Unlimited, repeats: 0)
            .CallAsync(ApiMethod.Parse(Revision), [], null, null, Cancellation));

        Assert.Equal(1, error.Attempts);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public void Every_method_of_the_api_is_in_the_table()
    {
        string[] once = [.. ApiMethods.All.Where(method => CallParameters.GetRepeatability(method, []) == Repeatability.Once).Select(method => method.Name)];

        Assert.Equal(
            [
                "imbot.v2.Bot.unregister", "imbot.v2.Chat.add", "imbot.v2.Chat.leave", "imbot.v2.Chat.Message.delete",
                "imbot.v2.Chat.Message.Reaction.delete", "imbot.v2.Chat.Message.send", "imbot.v2.Command.answer", "imbot.v2.Command.unregister",
                "imbot.v2.Command.update", "imbot.v2.File.upload", "im.v2.Chat.Bot.sendContext", "im.v2.File.upload",
                "im.notify.personal.add", "im.notify.system.add",
            ],
            once);
        Assert.Equal(Repeatability.Once, CallParameters.GetRepeatability(ApiMethod.Parse("crm.deal.list"), []));
        Assert.Equal(
            Repeatability.Once,
            CallParameters.GetRepeatability(ApiMethod.Parse("imbot.v2.Bot.update"), new JsonMap { ["fields"] = new JsonMap { ["botToken"] = "new" } }));
    }

    private PortalClient Client(RequestRate rate, int repeats = 5) => new(
        fixture.Webhook().Authorization,
        TransportOptions.Default with { RequestRate = rate, MaximumRetryCount = repeats },
        clock);

    private Task<PortalAnswer> CallAsync(SendMessageRequest request) => Client(RequestRate.Unlimited)
        .CallAsync(request.Method, request.ToParameters(), Secret.FromText("my_bot_token"), null, Cancellation);

    private Task<B24Exception> FailAsync(string method, JsonMap parameters) => Assert.ThrowsAsync<B24Exception>(
        () => Client(RequestRate.Unlimited).CallAsync(ApiMethod.Parse(method), parameters, Secret.FromText("my_bot_token"), null, Cancellation));
}
