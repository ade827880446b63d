using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Emulator.Faults;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>Many messages in batches against a portal that replaces references and filters what looks like markup, script or SQL.</summary>
public sealed class BatchedMessagesTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Send = "imbot.v2.Chat.Message.send";
    private const string Batch = "batch";

    /// <summary>Complete texts that a batch would change, and parts that cause a change in random combinations.</summary>
    private static readonly string[] Nasty =
    [
        "$result[m0][id]", "$RESULT[m0]", "$error[m1]", "$total[m0]", "$next[m0][x]", "$time[m0][start]", "$result", "#", "#BR#", "Order #5",
        "<b>", "</script>", "<script>alert(1)</script>", "&lt;", "&#106;", "javascript:", "java\tscript:", "onload=", "expression(1)", "a:b", "x: y",
        "union", " select ", "SELECT * FROM", "from", " where ", "drop table", "DROP\nTABLE x", "insert into", "update x set", "delete from", "exec ",
        "load data", "--", "- -", "/*", "*/", "../", "..", "php://", "%41", "%", "+", "a+b", "&x=1", "=", "'", "\"", "`", "\\", "{", "}", "(", ")", "@import",
        "[b]", "[/b]", "[br]", "\0", "\u200B", "\u00AD", "\uFEFF", "\u202E", "\uFF53\uFF45lect ", "\uD83D\uDE00", "\u2705", "se", "lect", "scr", "ipt:", "un", "ion ", " ",
        "\n", "\r\n", "\t", "Привет", "Größe", "日本", "alpha", "Backup 17", "12:30", "Status: ok", "1,5", "!", "?", "_", "~", "|", "^", ";", "\u00A0",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Portal.Reset();

    [Fact]
    public async Task Any_text_arrives_unchanged_and_in_order()
    {
        Random chance = new(20261127);

        // The portal refuses a text that contains only its codes for a line break (docs/portal/messages.md, "Text").
        List<string> texts =
        [
            .. Nasty.Where(text => text.Trim(' ', '\n', '\r', '\t', '\0').Length > 0 && !string.IsNullOrWhiteSpace(text) && text is not ("[br]" or "[BR]" or "#BR#")),
        ];
        while (texts.Count < 1500)
        {
            string text = string.Concat(Enumerable.Range(0, chance.Next(1, 9)).Select(_ => chance.Next(4) == 0 ? AnyCharacter(chance) : Nasty[chance.Next(Nasty.Length)]));
            if (!string.IsNullOrWhiteSpace(text.Trim('\0')))
            {
                texts.Add($"n{text}n");
            }
        }

        // As the portal stores any message, in a batch or not (docs/portal/messages.md, "Text").
        string[] wanted =
        [
            .. texts.Select(text => text.Replace("[br]", "\n", StringComparison.Ordinal).Replace("#BR#", "\n", StringComparison.Ordinal)
                .Trim(' ', '\t', '\n', '\r', '\0', '\v')),
        ];
        SentMessage?[] sent = await SendAsync(fixture.Webhook(), texts.Select(text => ("chat5", text)));

        Dictionary<long, string> arrived = fixture.Portal.Portal.MessagesOf("chat5").ToDictionary(message => (long)message.Id, message => message.Text);
        Assert.Equal(wanted.Length, arrived.Count);
        Assert.Equal(wanted, sent.Select(message => arrived[message!.MessageId!.Value]));
        Assert.Equal(sent.Select(message => message!.MessageId), arrived.Keys.Order().Select(id => (long?)id));
        Assert.NotEmpty(fixture.RequestsFor(Batch));
        Assert.True(fixture.RequestsFor(Send).Count < texts.Count);
    }

    [Fact]
    public async Task With_a_bot_token_that_the_filter_changes_each_message_is_sent_separately()
    {
        const string token = "from main: rate limit";
        fixture.Portal.Portal.SetBotToken(456, token);

        SentMessage?[] sent = await SendAsync(fixture.Webhook(botToken: token), [("chat5", "one"), ("chat5", "two")]);

        Assert.All(sent, message => Assert.NotNull(message!.MessageId));
        Assert.Empty(fixture.RequestsFor(Batch));
        Assert.Equal(["one", "two"], fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
    }

    [Theory]
    [InlineData("The backup of server 12 is complete: 1,5 GB, 12:30.")]
    [InlineData("Привет! Заказ № 5 — готов… «Да»")]
    [InlineData("✅ Done \uD83D\uDE00\nSecond line")]
    public void Ordinary_text_is_sent_in_a_batch(string text) => Assert.True(BatchableText.IsUnchanged(text));

    [Theory]
    [MemberData(nameof(Single))]
    public void Text_that_a_batch_could_change_is_sent_separately(string text) => Assert.False(BatchableText.IsUnchanged(text));

    /// <summary>Not the data of a theory, because xunit stores these as text and both halves would look the same.</summary>
    [Fact]
    public void An_unpaired_surrogate_is_sent_separately()
    {
        Assert.False(BatchableText.IsUnchanged("\uD83D"));
        Assert.False(BatchableText.IsUnchanged("\uDE00"));
    }

    public static TheoryData<string> Single() =>
    [
        "Order #5", "Costs $5", "$result[a]", "100 %", "a+b", "[b]x[/b]", "https://example.com", "a:b", "It's", "f(x)", "a -- b", "a@b", "un ion all", "was elected",
        "\uFF53elect", "a\u200Bb", "a\tb", "x\0y", "j\na\nv\na\ns\nc\nr\ni\np\nt: x", "s\u00E9elect... s elect",
    ];

    [Fact]
    public async Task Fifty_messages_share_a_request_and_dialogs_do_not_wait_for_each_other()
    {
        string[] dialogs = ["chat5", "17", "23"];
        SentMessage?[] sent = await SendAsync(fixture.Webhook(), Enumerable.Range(0, 600).Select(number => (dialogs[number % 3], $"Line {number}")));

        Assert.Equal(Enumerable.Range(0, 600).Select(number => dialogs[number % 3]), sent.Select(message => message!.DialogId));
        foreach ((string dialog, int offset) in dialogs.Select((dialog, index) => (dialog, index)))
        {
            Assert.Equal(
                Enumerable.Range(0, 200).Select(number => $"Line {(number * 3) + offset}"),
                fixture.Portal.Portal.MessagesOf(dialog, 456).Select(message => message.Text));
        }

        Assert.InRange(fixture.RequestsFor(Batch).Count, 12, 15);
        Assert.Empty(fixture.RequestsFor(Send));
    }

    [Fact]
    public async Task A_message_that_is_sent_separately_keeps_its_place()
    {
        string[] texts = [.. Enumerable.Range(0, 130).Select(number => number % 40 == 7 ? $"Order #{number}" : $"Line {number}")];
        await SendAsync(fixture.Webhook(), texts.Select(text => ("chat5", text)));

        Assert.Equal(texts, fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
        Assert.Equal(4, fixture.RequestsFor(Send).Count);
    }

    [Theory]
    [InlineData(FaultKind.AnswerLost, 2)]
    [InlineData(FaultKind.ResetAfter, 1)]
    [InlineData(FaultKind.HalfJson, 1)]
    [InlineData(FaultKind.Html, 1)]
    [InlineData(FaultKind.QueryLimitExceeded, 1)]
    public async Task A_batch_that_is_lost_or_refused_is_repeated_and_each_message_arrives_once(FaultKind fault, int count)
    {
        fixture.Portal.Faults.Add(fault, Batch, count);
        SentMessage?[] sent = await SendAsync(fixture.Webhook(repeats: 5), Enumerable.Range(0, 100).Select(number => ("chat5", $"Line {number}")));

        Assert.Equal(100, sent.Select(message => message!.MessageId).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"Line {number}"), fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
    }

    [Fact]
    public async Task A_batch_that_is_lost_repeatedly_has_an_unknown_outcome_for_each_message()
    {
        fixture.Portal.Faults.Add(FaultKind.AnswerLost, Batch, -1);
        BatchedMessages batches = fixture.Webhook().SendInBatches(null, Cancellation);
        Task<SentMessage?>[] results = [.. Enumerable.Range(0, 50).SelectMany(number => batches.Add(new SendMessageRequest(456, "chat5", $"Line {number}")))];
        batches.Complete();
        foreach (Task<SentMessage?> result in results)
        {
            Assert.Equal(nameof(ConnectionErrors.OutcomeUnknown), (await Assert.ThrowsAsync<B24Exception>(() => result)).ErrorId);
        }
    }

    [Fact]
    public async Task An_expired_token_is_refreshed_once_for_all_messages()
    {
        fixture.Portal.Portal.Authorization.ExpireAccessTokens();
        string[] dialogs = ["chat5", "17", "23"];
        BatchedMessages batches = fixture.OAuth().SendInBatches(null, Cancellation);
        Task<SentMessage?>[] results = [.. Enumerable.Range(0, 300).SelectMany(number => batches.Add(new SendMessageRequest(457, dialogs[number % 3], $"Line {number}")))];
        batches.Complete();
        await Task.WhenAll(results);

        Assert.Single(fixture.RequestsFor(Fault.TokenEndpoint));
        Assert.DoesNotContain(fixture.RequestsFor(Batch), request => request.Body.Contains("botToken", StringComparison.Ordinal));
        Assert.Equal(300, dialogs.Sum(dialog => fixture.Portal.Portal.MessagesOf(dialog, 457).Count));
    }

    [Fact]
    public async Task System_messages_and_split_texts_are_sent_separately()
    {
        BatchedMessages batches = fixture.Webhook().SendInBatches(null, Cancellation);
        List<Task<SentMessage?>> results = [];
        results.AddRange(batches.Add(new SendMessageRequest(456, "chat5", "Before"), new SendMessageRequest(456, "chat5", "Behind")));
        results.AddRange(batches.Add(new SendMessageRequest(456, "chat5", "System") { System = true }));
        for (int number = 0; number < 2; number++)
        {
            results.AddRange(batches.Add(new SendMessageRequest(456, "chat5", $"No preview {number}") { UrlPreview = false }));
        }

        batches.Complete();
        await Task.WhenAll(results);
        Assert.Equal(["Before", "Behind", "System", "No preview 0", "No preview 1"], fixture.Portal.Portal.MessagesOf("chat5").Select(message => message.Text));
        Assert.Equal(3, fixture.RequestsFor(Send).Count);
        Assert.Contains("fields[urlPreview]=0", Assert.Single(fixture.RequestsFor(Batch)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_after_a_failed_part_are_not_sent()
    {
        fixture.Portal.Faults.Add(new Fault(FaultKind.AnswerLost, Send) { Skip = 1 });
        BatchedMessages batches = fixture.Webhook().SendInBatches(null, Cancellation);
        IReadOnlyList<Task<SentMessage?>> parts = batches.Add([.. Enumerable.Range(0, 3).Select(number => new SendMessageRequest(456, "chat5", $"Part {number}"))]);
        Assert.NotNull(await parts[0]);
        await Assert.ThrowsAsync<B24Exception>(() => parts[1]);
        Assert.Null(await parts[2]);
        Assert.Equal(2, fixture.RequestsFor(Send).Count);
    }

    [Fact]
    public async Task A_single_message_is_sent_without_others()
    {
        BatchedMessages batches = fixture.Webhook().SendInBatches(null, Cancellation);
        Task<SentMessage?> only = Assert.Single(batches.Add(new SendMessageRequest(456, "chat5", "Alone")));
        Assert.NotNull(await only);
    }

    [Fact]
    public async Task Cancellation_ends_waiting_and_running_requests()
    {
        fixture.Portal.Faults.Add(FaultKind.Hang, Batch, -1);
        using CancellationTokenSource stop = new();
        BatchedMessages batches = fixture.Webhook().SendInBatches(null, stop.Token);
        Task<SentMessage?>[] results = [.. Enumerable.Range(0, 120).SelectMany(number => batches.Add(new SendMessageRequest(456, "chat5", $"Line {number}")))];
        await stop.CancelAsync();
        await batches.Idle;
        Assert.All(results, result => Assert.True(result.IsCanceled));
    }

    private static async Task<SentMessage?[]> SendAsync(B24Session session, IEnumerable<(string DialogId, string Text)> messages)
    {
        BatchedMessages batches = session.SendInBatches(null, Cancellation);
        Task<SentMessage?>[] results = [.. messages.SelectMany(message => batches.Add(new SendMessageRequest(456, message.DialogId, message.Text)))];
        batches.Complete();
        return await Task.WhenAll(results);
    }

    private static string AnyCharacter(Random chance) => chance.Next(3) switch
    {
        0 => ((char)chance.Next(0x20, 0x7F)).ToString(),
        1 => ((char)chance.Next(0xA0, 0xD800)).ToString(),
        _ => char.ConvertFromUtf32(chance.Next(0x1F000, 0x20000)),
    };
}
