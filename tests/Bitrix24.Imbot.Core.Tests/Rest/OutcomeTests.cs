using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Tests.Contract;
using Bitrix24.Imbot.Core.Tests.Files;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>The conclusions from an answer about the effect of a call.</summary>
public sealed class OutcomeTests
{
    private const string Send = "imbot.v2.Chat.Message.send";
    private const string AddChat = "imbot.v2.Chat.add";
    private const string Sent = """{"result":{"id":7,"uuidMap":[]}}""";
    private const string Undocumented = "im.v2.Chat.Bot.sendContext";
    private const string Leave = "imbot.v2.Chat.leave";
    private const string Added = """{"result":{"chat":{"id":5,"dialogId":"chat5"}}}""";

    private readonly FakeClock clock = new();
    private readonly Queue<HttpResponseMessage> answers = new();
    private int sent;
    private B24Exception? refused;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429, """{"error":"SOMETHING_NEW","error_description":"x"}""", null)]
    [InlineData(429, """{"error":"SOMETHING_NEW"}""", "3")]
    [InlineData(429, """{"error":"INVALID_CREDENTIALS"}""", "3")]
    [InlineData(429, """{"error":"ACCESS_DENIED"}""", "3")]
    [InlineData(429, """{"error":"NO_AUTH_FOUND"}""", null)]
    [InlineData(429, """{"error":"API_QUOTA_EXCEEDED"}""", null)]
    [InlineData(429, """{"error":"CHAT_NOT_FOUND"}""", "3")]
    [InlineData(429, """{"error":"CONNECTION_ERROR"}""", "3")]
    [InlineData(429, "<html>", null)]
    [InlineData(429, "", "3")]
    [InlineData(503, """{"error":"SOMETHING_NEW"}""", "3")]
    [InlineData(503, """{"error":"INVALID_CREDENTIALS"}""", "3")]
    [InlineData(503, """{"error":"ACCESS_DENIED"}""", "3")]
    [InlineData(503, """{"error":"NO_AUTH_FOUND"}""", "3")]
    [InlineData(503, """{"error":"QUERY_LIMIT_EXCEEDED"}""", "3")]
    [InlineData(503, "<html>", "3")]
    [InlineData(503, "", "3")]
    public async Task A_call_that_was_not_executed_is_repeated_even_without_a_key(int status, string body, string? retryAfter)
    {
        answers.Enqueue(Answer(status, body, retryAfter));
        answers.Enqueue(Answer(200, Added));

        PortalAnswer answer = await CallAsync(AddChat, new JsonMap { ["fields"] = new JsonMap { ["title"] = "x" } });

        Assert.Equal(2, answer.Attempts);
        Assert.Single(clock.Waits);
        Assert.True(retryAfter is null || clock.Waits[0] == TimeSpan.FromSeconds(3), $"waited {clock.Waits[0]}");
    }

    [Theory]
    [InlineData("SOMETHING_NEW")]
    [InlineData("INVALID_CREDENTIALS")]
    [InlineData("ACCESS_DENIED")]
    [InlineData("API_QUOTA_EXCEEDED")]
    public async Task A_code_with_429_is_reported_as_a_limit(string code)
    {
        for (int number = 0; number < 100; number++)
        {
            answers.Enqueue(Answer(429, $$"""{"error":"{{code}}"}"""));
        }

        B24Exception error = await FailAsync(AddChat);

        Assert.Equal(nameof(PortalErrors.RequestLimitExceeded), error.ErrorId);
        Assert.Equal(code, error.PortalCode);
        Assert.Equal(Outcome.NotExecuted, error.Outcome);
    }

    [Theory]
    [InlineData("OVERLOAD_LIMIT", nameof(PortalErrors.PortalBlocked))]
    [InlineData("PORTAL_DELETED", nameof(PortalErrors.PortalDeleted))]
    public async Task A_blocked_or_deleted_portal_is_not_retried_even_with_status_429(string code, string id)
    {
        answers.Enqueue(Answer(429, $$"""{"error":"{{code}}"}"""));

        Assert.Equal((id, 1), ((await FailAsync(AddChat)).ErrorId, sent));
    }

    [Fact]
    public async Task A_host_name_that_resolves_to_another_machine_is_not_retried_over_http()
    {
        refused = ConnectionErrors.PlainHttpRefused.With("The host name localhost resolves to another computer.");

        B24Exception error = await FailAsync(AddChat);

        Assert.Equal((ConnectionErrors.PlainHttpRefused, 1), (error.Kind, sent));
        Assert.Empty(clock.Waits);
        Assert.False(ReadingTrouble.MayPass(error));
    }

    [Theory]
    [InlineData(503, """{"error":"SOMETHING_NEW"}""", nameof(ConnectionErrors.OutcomeUnknown))]
    [InlineData(503, "<html>", nameof(ConnectionErrors.AnswerIsHtml))]
    [InlineData(500, "", nameof(ConnectionErrors.OutcomeUnknown))]
    public async Task Other_server_errors_leave_the_outcome_of_a_call_without_a_key_unknown(int status, string body, string id)
    {
        answers.Enqueue(Answer(status, body));

        B24Exception error = await FailAsync(AddChat);

        Assert.Equal((id, Outcome.Unknown, 1), (error.ErrorId, error.Outcome, sent));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"done\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":0}""")]
    [InlineData("""{"id":null,"uuidMap":[]}""")]
    public async Task A_message_with_a_key_is_repeated_until_its_result_is_usable(string result)
    {
        answers.Enqueue(Answer(200, $$"""{"result":{{result}}}"""));
        answers.Enqueue(Answer(200, Sent));

        Assert.Equal(2, (await CallAsync(Send, Keyed())).Attempts);

        answers.Enqueue(Answer(200, $$"""{"result":{{result}}}"""));
        B24Exception error = await FailAsync(Send);
        Assert.Equal((nameof(ConnectionErrors.AnswerUnexpected), Outcome.Unknown, 3), (error.ErrorId, error.Outcome, sent));
    }

    [Fact]
    public async Task A_batch_repeats_unusable_results_only_for_commands_with_a_key()
    {
        answers.Enqueue(Answer(200, """{"result":{"result":{"a":null,"b":null,"c":{"id":3}},"result_error":[]}}"""));
        answers.Enqueue(Answer(200, """{"result":{"result":{"a":{"id":1}},"result_error":[]}}"""));
        BatchCommand[] commands =
        [
            new("a", ApiMethod.Parse(Send), Keyed()),
            new("b", ApiMethod.Parse(AddChat), new JsonMap { ["botId"] = 456 }),
            new("c", ApiMethod.Parse(Send), Keyed()),
        ];

        IReadOnlyList<CommandOutcome> outcomes = await new BatchCall(Client(), Secret.FromText("my_bot_token"), null).RunAsync(commands, halt: false, Cancellation);

        Assert.Equal([null, nameof(ConnectionErrors.AnswerUnexpected), null], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal(2, sent);
    }

    private static IEnumerable<string> Checked => ApiMethods.All.Where(method => method.Result != ResultShape.Any).Select(method => method.Name);

    [Fact]
    public void Each_documented_result_of_a_writing_method_is_usable() => Assert.All(Checked.Where(name => name != Undocumented), name =>
    {
        JsonElement[] responses = [.. Facts.AllOf(Facts.Samples[name], "body").Where(response => response.ValueKind == JsonValueKind.Object).Where(response => response.TryGetProperty("result", out _))];
        Assert.NotEmpty(responses);
        Assert.All(responses, response => Assert.True(ApiMethod.Parse(name).IsDone(response.GetProperty("result"))));
        Assert.Null(ApiMethod.Parse(name).IsDone(JsonDocument.Parse("null").RootElement));
        Assert.Null(ApiMethod.Parse(name).IsDone(JsonDocument.Parse("\"ok\"").RootElement));
    });

    [Fact]
    public void False_never_counts_as_success_for_a_writing_method()
    {
        string[] wrong =
        [
            .. Checked.SelectMany(name => new[] { "false", """{"result":false}""", "0", "\"N\"" }
                .Where(result => ApiMethod.Parse(name).IsDone(JsonDocument.Parse(result).RootElement) == true)
                .Select(result => $"{name}: {result}")),
        ];
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("""{"result":false}""")]
    [InlineData("0")]
    [InlineData("\"N\"")]
    [InlineData("""{"result":"N"}""")]
    public async Task False_from_a_writing_method_is_an_error_and_is_not_repeated(string result)
    {
        answers.Enqueue(Answer(200, $$"""{"result":{{result}}}"""));

        B24Exception error = await FailAsync(Leave);

        Assert.Equal((nameof(PortalErrors.PortalAnsweredFalse), Outcome.Refused, 1), (error.ErrorId, error.Outcome, sent));
        Assert.Equal(Leave, error.Method);
    }

    [Fact]
    public async Task False_after_a_lost_answer_leaves_the_outcome_unknown()
    {
        answers.Enqueue(Answer(500, ""));
        answers.Enqueue(Answer(200, """{"result":{"result":false}}"""));

        B24Exception error = await FailAsync("imbot.v2.Chat.update");

        Assert.Equal((nameof(ConnectionErrors.OutcomeUnknown), Outcome.Unknown, 2), (error.ErrorId, error.Outcome, sent));
    }

    [Fact]
    public async Task False_in_a_batch_is_the_error_of_its_command()
    {
        answers.Enqueue(Answer(200, """{"result":{"result":{"a":{"result":true},"b":{"result":false},"c":false},"result_error":[]}}"""));
        BatchCommand[] commands = [.. new[] { "a", "b", "c" }.Select(key => new BatchCommand(key, ApiMethod.Parse(Leave), new JsonMap { ["botId"] = 456 }))];

        IReadOnlyList<CommandOutcome> outcomes = await new BatchCall(Client(), Secret.FromText("my_bot_token"), null).RunAsync(commands, halt: false, Cancellation);

        Assert.Equal([null, nameof(PortalErrors.PortalAnsweredFalse), nameof(PortalErrors.PortalAnsweredFalse)], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal(1, sent);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("true")]
    public async Task A_method_with_an_undocumented_result_accepts_any_result_except_false(string result)
    {
        answers.Enqueue(Answer(200, $$"""{"result":{{result}}}"""));

        Assert.Equal(1, (await CallAsync(Undocumented, new JsonMap { ["dialogId"] = "456" })).Attempts);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(503, "3")]
    public async Task A_download_that_is_refused_temporarily_is_repeated_with_a_new_link(int status, string? retryAfter)
    {
        const string link = """{"result":{"downloadUrl":"https://outcome.example.com/rest/1/download/?token=x"}}""";
        answers.Enqueue(Answer(200, link));
        answers.Enqueue(Answer(status, "<html>", retryAfter));
        answers.Enqueue(Answer(200, link));
        HttpResponseMessage file = Answer(200, "content");
        file.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment");
        answers.Enqueue(file);
        using TemporaryFolder folder = new();
        using SavedFile saved = new(new SaveOptions(Path.Combine(folder.Path, "a.txt"), isFolder: false), "file");

        await Client().FetchAsync(new GetFileLinkRequest(456, 1), Secret.FromText("my_bot_token"), saved, null, Cancellation);

        Assert.Equal("content", await File.ReadAllTextAsync(saved.Complete(), Cancellation));
        Assert.Single(clock.Waits);
    }

    [Fact]
    public async Task A_token_request_that_is_refused_with_status_429_is_repeated()
    {
        await using PortalEmulator portal = await PortalEmulator.StartAsync(cancellationToken: Cancellation);
        portal.Faults.Add(new Fault(FaultKind.Status, Fault.TokenEndpoint, 2) { Status = 429, Error = "SOMETHING_NEW", Executes = false, RetryAfter = "3" });
        TokenServerClient http = new(TransportOptions.Default, clock);

        TokenServerAnswer answer = await http.PostFormAsync(new Uri(portal.Address, "oauth/token/"), [new("grant_type", "none")], Cancellation);

        Assert.Equal(3, answer.Attempts);
        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)], clock.Waits);
    }

    [Theory]
    [InlineData("abcdefgh12345678")]
    [InlineData("my_bot_token")]
    public async Task An_error_code_that_looks_like_a_secret_is_hidden(string secret)
    {
        answers.Enqueue(Answer(400, $$"""{"error":"{{secret}}","error_description":"{{secret}}"}"""));

        B24Exception error = await FailAsync(AddChat);

        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("***", error.PortalCode);
    }

    private static JsonMap Keyed() => new()
    {
        ["botId"] = 456,
        ["dialogId"] = "chat5",
        ["fields"] = new JsonMap { ["message"] = "x", ["templateId"] = "824f82a6-57dc-4ab3-8866-6e84a314ba0b" },
    };

    private static HttpResponseMessage Answer(int status, string body, string? retryAfter = null)
    {
        HttpResponseMessage answer = new((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json"),
        };
        answer.Headers.RetryAfter = retryAfter is null ? null : RetryConditionHeaderValue.Parse(retryAfter);
        return answer;
    }

    private PortalClient Client() => new(
        new WebhookAuthorization(WebhookAddress.Parse(Secret.FromText("https://outcome.example.com/rest/1/abcdefgh12345678/")!)),
        TransportOptions.Default with { RequestRate = RequestRate.Unlimited },
        clock,
        new Answering(this));

    private Task<PortalAnswer> CallAsync(string method, JsonMap parameters) =>
        Client().CallAsync(ApiMethod.Parse(method), parameters, Secret.FromText("my_bot_token"), null, Cancellation);

    private Task<B24Exception> FailAsync(string method) => Assert.ThrowsAsync<B24Exception>(() => CallAsync(method, new JsonMap { ["botId"] = 456 }));

    private sealed class Answering(OutcomeTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test.sent++;
            if (test.refused is not null)
            {
                throw new HttpRequestException("Refused before sending.", test.refused);
            }

            return Task.FromResult(test.answers.Dequeue());
        }
    }
}
