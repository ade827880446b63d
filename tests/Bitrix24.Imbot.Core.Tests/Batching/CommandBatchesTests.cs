using System.Text.Json;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Contract;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Batching;

/// <summary>Decides which commands are sent in a batch and which in a separate call, so that every text arrives unchanged.</summary>
public sealed class CommandBatchesTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Send = "imbot.v2.Chat.Message.send";
    private const string Get = "imbot.v2.Chat.get";
    private const string Context = "im.v2.Chat.Bot.sendContext";
    private const string Batch = "batch";
    private const string Altered = "Deployment from main: rate limit reached";

    private readonly WarningObserver observer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Portal.Reset();

    [Fact]
    public async Task Every_recorded_text_arrives_the_same_as_in_a_separate_call()
    {
        string[] texts = [.. Texts("batch-filter"), .. Texts("batch-commands")];
        Assert.InRange(texts.Length, 650, int.MaxValue);
        B24Session session = fixture.Webhook();
        List<string> wanted = [];
        foreach (string text in texts)
        {
            BatchCommand message = Message("m", text, "17");
            try
            {
                wanted.Add(Stored((await session.CallAsync(message.Method!, message.Parameters, null, Cancellation)).Result, "17"));
            }
            catch (B24Exception error)
            {
                wanted.Add(error.ErrorId);
            }
        }

        CommandOutcome[] outcomes = await RunAsync([.. texts.Select((text, index) => Message($"m{index}", text))]);

        string[] stored = [.. outcomes.Select(outcome => outcome.Error?.ErrorId ?? Stored(outcome.Result, "chat5"))];
        Assert.Equal(wanted, stored);
        Assert.Empty(observer.Warnings);
        Assert.NotEmpty(fixture.RequestsFor(Batch));
    }

    [Fact]
    public async Task Names_and_nested_texts_arrive_unchanged()
    {
        JsonMap context = new()
        {
            ["create table x"] = "y",
            ["list"] = new object?[] { "ok", new JsonMap { ["note"] = "insert into t" } },
            ["json"] = JsonDocument.Parse("""{"union select":["from a limit"]}""").RootElement,
        };
        CommandOutcome[] outcomes = await RunAsync(
            Message("before", "Line 1"),
            new BatchCommand("context", ApiMethod.Parse(Context), new JsonMap { ["dialogId"] = 456, ["context"] = context }),
            Message("behind", "Line 2"));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        JsonElement body = JsonDocument.Parse(Assert.Single(fixture.RequestsFor(Context)).Body).RootElement;
        Assert.Equal(
            """{"create table x":"y","list":["ok",{"note":"insert into t"}],"json":{"union select":["from a limit"]}}""",
            body.GetProperty("context").GetRawText());
        Assert.Equal(2, fixture.RequestsFor(Batch).Count);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("chat5")]
    [InlineData("true")]
    [InlineData("-1.5")]
    [InlineData("2026-11-29")]
    [InlineData("2026-11-29T10:00:00+03:00")]
    [InlineData("2026-11-29T10:00:00.1234567Z")]
    [InlineData("824f82a6-57dc-4ab3-8866-6e84a314ba0b")]
    [InlineData("imbot.v2.Chat.Message.send")]
    [InlineData("ONCRMDEALUPDATE")]
    [InlineData("description")]
    [InlineData("information_schema")]
    [InlineData("00:05:00")]
    public void Identifiers_numbers_and_dates_stay_in_a_batch(string text) => Assert.True(BatchableText.IsUnchanged(text));

    [Theory]
    [InlineData("select", true)]
    [InlineData("description", true)]
    [InlineData(">=DATE_CREATE", true)]
    [InlineData("!STAGE_ID", true)]
    [InlineData("=ID", true)]
    [InlineData(">createdtable", false)]
    [InlineData("<FORM", false)]
    [InlineData("create table", false)]
    [InlineData(">", false)]
    [InlineData("a<b", false)]
    public void Names_with_a_comparison_operator_stay_in_a_batch(string name, bool isUnchanged) => Assert.Equal(isUnchanged, BatchableText.IsUnchangedName(name));

    [Fact]
    public void Values_other_than_texts_stay_in_a_batch()
    {
        JsonMap parameters = new()
        {
            ["number"] = 5L,
            ["price"] = 1.5m,
            ["flag"] = true,
            ["date"] = DateTimeOffset.UnixEpoch,
            ["json"] = JsonDocument.Parse("""[1.50,true,"chat5"]""").RootElement,
            ["token"] = Secret.FromText("my_bot_token"),
        };
        Assert.True(BatchableText.AreUnchanged(parameters, []));
        Assert.False(BatchableText.AreUnchanged(new JsonMap { ["token"] = Secret.FromText("drop table x") }, []));
    }

    [Fact]
    public async Task A_text_that_is_sent_separately_keeps_its_place_among_writing_commands()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(number => number is 7 or 8 or 55 ? $"{Altered} {number}" : $"Line {number}")];
        CommandOutcome[] outcomes = await RunAsync([.. texts.Select((text, index) => Message($"m{index}", text))]);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(texts, fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
        Assert.Equal([Batch, Send, Send, Batch, Batch, Send, Batch], Requests());
    }

    [Fact]
    public async Task Reading_commands_need_only_one_batch_in_addition_to_the_separate_calls()
    {
        BatchCommand[] commands = [.. Enumerable.Range(0, 50).Select(number => Read($"c{number}", number % 20 == 3 ? "chat5 from a limit" : "chat5"))];
        CommandOutcome[] outcomes = await RunAsync(commands);

        Assert.Equal(47, outcomes.Count(outcome => outcome.Error is null));
        Assert.Equal([Batch, Get, Get, Get], Requests().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Commands_spanned_by_a_reference_stay_in_the_batch_and_changed_texts_cause_warnings()
    {
        CommandOutcome[] outcomes = await RunAsync(
            Message("first", "Line 1"),
            Message("target", "<script>a</script>"),
            Message("between", "drop table x"),
            Read("harmless", "chat5"),
            Message("referring", "insert into x $result[target][id]"),
            Message("behind", "alter database"));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal([Batch, Send], Requests());
        Assert.Equal(
            ["Line 1", "<sc ript>a</sc ript>", "dr op   table x", $"ins ert in to x {outcomes[1].Result.GetProperty("id").GetInt64()}", "alter database"],
            fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
        Assert.Equal(3, observer.Warnings.Count);
        Assert.All(observer.Warnings.Zip(["'target'", "'between'", "'referring'"]), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reference_in_a_text_causes_no_warning()
    {
        await RunAsync(Read("chat", "chat5"), Message("greeting", "In $result[chat][chat][name]", "$result[chat][chat][dialogId]"));

        Assert.Equal("In General talk", Assert.Single(fixture.Portal.Portal.MessagesOf("chat5")).Text);
        Assert.Equal([Batch], Requests());
        Assert.Empty(observer.Warnings);
    }

    [Theory]
    [InlineData("$result[nobody][id] and more")]
    [InlineData("$result[behind][id]")]
    [InlineData("$result[own][id]")]
    public async Task Text_that_only_looks_like_a_reference_arrives_as_text(string text)
    {
        await RunAsync(Message("before", "Line 1"), Message("own", text), Message("behind", "Line 2"));

        Assert.Equal(["Line 1", text, "Line 2"], fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
        Assert.Empty(observer.Warnings);
    }

    [Fact]
    public async Task With_halt_a_failed_separate_call_stops_all_later_commands()
    {
        CommandOutcome[] outcomes = await RunAsync(halt: true, Message("a", "Line 1"), Message("b", Altered, "chat404"), Message("c", "Line 2"), Message("d", Altered));

        Assert.Equal([null, "ChatNotFound", "BatchHalted", "BatchHalted"], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal([Batch, Send], Requests());
    }

    [Fact]
    public async Task With_halt_no_separate_call_is_made_after_a_failure()
    {
        CommandOutcome[] outcomes = await RunAsync(halt: true, Message("a", "Line 1", "chat404"), Message("b", Altered));

        Assert.Equal(["ChatNotFound", "BatchHalted"], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal([Batch], Requests());
    }

    [Fact]
    public async Task Without_halt_a_failed_separate_call_does_not_stop_the_other_commands()
    {
        CommandOutcome[] outcomes = await RunAsync(Message("a", "Line 1"), Message("b", Altered, "chat404"), Message("c", "Line 2"));

        Assert.Equal([null, "ChatNotFound", null], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal(["Line 1", "Line 2"], fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
    }

    [Fact]
    public async Task Commands_that_a_batch_does_not_support_are_not_sent_separately()
    {
        CommandOutcome[] outcomes = await RunAsync(
            new BatchCommand("upload", ApiMethod.Parse("imbot.v2.File.upload"), new JsonMap { ["note"] = Altered }),
            new BatchCommand("null", ApiMethod.Parse(Send), new JsonMap { ["message"] = Altered, ["other"] = null }),
            Message("referring", $"{Altered} $result[null][id]"));

        Assert.Equal(["BatchMethodNotAllowed", "BatchValueImpossible", null], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal([Batch], Requests());
        Assert.Contains("'referring'", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_separate_call_whose_answer_is_lost_has_an_unknown_outcome()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Send);
        CommandOutcome[] outcomes = await RunAsync(Message("a", Altered), Message("b", "Line 2"));

        Assert.Equal([nameof(ConnectionErrors.OutcomeUnknown), null], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal([Altered, "Line 2"], fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
    }

    /// <summary>Commands of methods that need no token are still sent in a batch.</summary>
    [Theory]
    [InlineData("from main: rate limit")]
    [InlineData("a#b")]
    [InlineData("$result[a]")]
    public async Task Commands_with_a_bot_token_that_the_filter_changes_are_sent_separately(string token)
    {
        fixture.Portal.Portal.SetBotToken(456, token);
        CommandBatches batches = fixture.Webhook(botToken: token).CallInBatches(false, observer, Cancellation);
        BatchCommand[] commands = [Message("a", "Line 1"), Message("b", "Line 2"), Scope("c"), Scope("d")];
        Task<CommandOutcome>[] outcomes = [.. commands.Select(batches.Add)];
        batches.SendWaiting();

        Assert.All(await Task.WhenAll(outcomes), outcome => Assert.Null(outcome.Error));
        Assert.Equal([Send, Send, Batch], Requests());
        Assert.Equal(["Line 1", "Line 2"], fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
    }

    private static BatchCommand Scope(string key) => new(key, ApiMethod.Parse("scope"), []);

    private static IEnumerable<string> Texts(string family) =>
        Oracle.Cases(family).Select(item => item.GetProperty("input")).Where(input => input.ValueKind == JsonValueKind.String).Select(input => input.GetString()!);

    private static BatchCommand Message(string key, string text, string dialogId = "chat5") => new(
        key, ApiMethod.Parse(Send), new JsonMap { ["botId"] = 456, ["dialogId"] = dialogId, ["fields"] = new JsonMap { ["message"] = text } });

    private static BatchCommand Read(string key, string dialogId) => new(key, ApiMethod.Parse(Get), new JsonMap { ["botId"] = 456, ["dialogId"] = dialogId });

    private string Stored(JsonElement result, string dialogId) =>
        fixture.Portal.Portal.MessagesOf(dialogId, 456).Single(message => message.Id == result.GetProperty("id").GetInt64()).Text;

    private Task<CommandOutcome[]> RunAsync(params BatchCommand[] commands) => RunAsync(halt: false, commands);

    private async Task<CommandOutcome[]> RunAsync(bool halt, params BatchCommand[] commands)
    {
        CommandBatches batches = fixture.Webhook().CallInBatches(halt, observer, Cancellation);
        Task<CommandOutcome>[] outcomes = [.. commands.Select(batches.Add)];
        batches.SendWaiting();
        return await Task.WhenAll(outcomes);
    }

    /// <summary>The methods of the requests, in order.</summary>
    private IEnumerable<string> Requests() => fixture.Portal.Requests.Snapshot().Select(request => request.Method);

    private sealed class WarningObserver : ICallObserver
    {
        public List<string> Warnings { get; } = [];

        public bool WantsDetail => false;

        public bool WantsBodies => false;

        public void Report(string line)
        {
        }

        public void Warn(string line) => Warnings.Add(line);

        public void Warn(string line, B24Exception failure) => Warn($"{line} {failure.Message}");

        public void Wait(string reason, TimeSpan time)
        {
        }

        public void Show(string text)
        {
        }
    }
}
