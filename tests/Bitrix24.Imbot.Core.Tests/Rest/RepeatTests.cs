using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>Outcome decides what is repeated: counted at the portal.</summary>
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
    public async Task A_call_that_must_not_be_repeated_is_sent_once_and_told_as_unknown(FaultKind fault)
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
    public async Task A_send_that_the_portal_would_not_know_again_is_not_repeated(string fields)
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
    public async Task A_reading_call_is_repeated_and_its_last_error_is_told_as_it_is()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Revision, -1);

        B24Exception error = await FailAsync(Revision, []);

        Assert.Equal(nameof(ConnectionErrors.ConnectionLost), error.ErrorId);
        Assert.Equal(6, error.Attempts);
        Assert.Equal(5, clock.Waits.Count);
        Assert.All(clock.Waits.Zip([250, 500, 1000, 2000, 4000]), pair => Assert.InRange(pair.First.TotalMilliseconds, pair.Second / 2.0, pair.Second));
    }

    [Fact]
    public async Task A_duplicate_that_is_still_in_flight_is_waited_for()
    {
        fixture.Portal.Faults.Add(FaultKind.ResetBefore, Send);
        fixture.Portal.Faults.Add(new Fault(FaultKind.Status, Send, 2) { Status = 400, Error = "MESSAGE_DUPLICATED_BY_UUID", Executes = false });

        PortalAnswer answer = await CallAsync(new SendMessageRequest(456, "chat5", "Once"));

        Assert.Equal(4, answer.Attempts);
        Assert.Single(fixture.Portal.Portal.MessagesOf("chat5"));
    }

    [Fact]
    public async Task A_duplicate_that_another_caller_sends_says_so()
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.Status, Send, -1) { Status = 400, Error = "MESSAGE_DUPLICATED_BY_UUID", Executes = false });

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => CallAsync(new SendMessageRequest(456, "chat5", "Once")));

        Assert.Equal((nameof(MessageErrors.MessageBeingSent), 1), (error.ErrorId, error.Attempts));
    }

    [Fact]
    public async Task A_duplicate_that_stays_in_flight_is_unknown_and_never_a_plain_failure()
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
    public async Task A_refusal_at_the_first_attempt_is_told_at_once()
    {
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => CallAsync(new SendMessageRequest(456, "chat99", "x")));

        Assert.Equal(nameof(ChatErrors.ChatNotFound), error.ErrorId);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task Request_limits_are_waited_for_whatever_the_call()
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
    public async Task Retry_after_is_honoured()
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.QueryLimitExceeded, Revision) { RetryAfter = "7" });

        await Client(RequestRate.Unlimited).CallAsync(ApiMethod.Parse(Revision), [], null, null, Cancellation);

        Assert.Equal([TimeSpan.FromSeconds(7)], clock.Waits);
    }

    [Theory]
    [InlineData(FaultKind.QueryLimitExceeded)]
    [InlineData(FaultKind.OperationTimeLimit)]
    public async Task A_server_that_asks_for_no_wait_at_all_is_not_asked_without_end(FaultKind limit)
    {
        fixture.Portal.Faults.Add(new Fault(limit, Revision, -1) { RetryAfter = "0" });

        B24Exception error = await FailAsync(Revision, []);

        Assert.InRange(error.Attempts, 2, 70);
        Assert.InRange(clock.Waits.Sum(wait => wait.TotalSeconds), 60, 15 * 60);
    }

    [Fact]
    public async Task Limits_are_waited_for_no_longer_than_a_call_may_wait()
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
    public async Task Without_repeats_nothing_is_repeated()
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
        string[] once = [.. ApiMethods.All.Where(method => CallRepeatability.Get(method, []) == Repeatability.Once).Select(method => method.Name)];

        Assert.Equal(
            [
                "imbot.v2.Bot.unregister", "imbot.v2.Chat.add", "imbot.v2.Chat.leave", "imbot.v2.Chat.Message.delete",
                "imbot.v2.Chat.Message.Reaction.delete", "imbot.v2.Chat.Message.send", "imbot.v2.Command.answer", "imbot.v2.Command.unregister",
                "imbot.v2.Command.update", "imbot.v2.File.upload", "im.v2.Chat.Bot.sendContext", "im.v2.File.upload",
                "im.notify.personal.add", "im.notify.system.add",
            ],
            once);
        Assert.Equal(Repeatability.Once, CallRepeatability.Get(ApiMethod.Parse("crm.deal.list"), []));
        Assert.Equal(
            Repeatability.Once,
            CallRepeatability.Get(ApiMethod.Parse("imbot.v2.Bot.update"), new JsonMap { ["fields"] = new JsonMap { ["botToken"] = "new" } }));
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
