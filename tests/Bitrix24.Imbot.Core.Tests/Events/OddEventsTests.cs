using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>No event blocks later events, whatever its ID, nesting, or text is, and no event is skipped without a warning.</summary>
public sealed class OddEventsTests : IDisposable
{
    private static readonly Uri Portal = new("https://portal.example.com/");

    private readonly string folder = Directory.CreateTempSubdirectory("b24-odd-").FullName;
    private readonly RawQueue queue = new();
    private readonly FakeClock clock = new();
    private readonly RecordingObserver observer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string StorePath => Path.Combine(folder, "bot.offset");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("null")]
    [InlineData("\"abc\"")]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("1e30")]
    [InlineData("9223372036854775807")]
    [InlineData("[]")]
    [InlineData("true")]
    public async Task An_event_without_a_valid_ID_is_delivered_once_and_does_not_block_others(string number)
    {
        queue.Add(10, "17", "before");
        queue.Add(11, RawQueue.Show(number, "17", "odd"));
        queue.Add(12, "17", "after");
        using QueueEventSource source = await OpenAsync();
        IReadOnlyList<PortalEvent> given = await source.NextAsync(observer, Cancellation);
        Assert.Equal(["before", "odd", "after"], given.Select(item => item.Message!.Text));
        Assert.Single(observer.Lines, line => line.Contains("no valid number", StringComparison.Ordinal));

        // Until it is done, no offset that could delete it is sent.
        source.Done(given[0]);
        source.Done(given[2]);
        await source.FinishAsync(null, Cancellation);
        Assert.Equal([10, 11, 12], queue.Waiting);

        queue.Add(13, "17", "later");
        Assert.Equal("later", Assert.Single(await source.NextAsync(observer, Cancellation)).Message!.Text);
        source.Done(given[1]);
        await source.FinishAsync(null, Cancellation);
        Assert.Equal([13], queue.Waiting);
    }

    [Fact]
    public async Task Different_events_with_the_same_ID_are_both_delivered_and_confirmed_together()
    {
        queue.Add(10, "17", "one");
        queue.Add(10, "17", "other");
        queue.Add(10, "17", "one");
        queue.Add(11, "17", "after");
        using QueueEventSource source = await OpenAsync();
        IReadOnlyList<PortalEvent> given = await source.NextAsync(null, Cancellation);
        Assert.Equal(["one", "other", "after"], given.Select(item => item.Message!.Text));
        source.Done(given[0]);
        source.Done(given[2]);
        await source.FinishAsync(null, Cancellation);
        Assert.Equal(4, queue.Waiting.Count);
        source.Done(given[1]);
        await source.FinishAsync(null, Cancellation);
        Assert.Empty(queue.Waiting);
    }

    [Fact]
    public async Task A_late_event_with_a_lower_ID_is_delivered_and_kept_until_done()
    {
        queue.Add(12, "17", "early");
        using QueueEventSource source = await OpenAsync();
        PortalEvent early = Assert.Single(await source.NextAsync(null, Cancellation));
        queue.Add(11, "17", "late");
        PortalEvent late = Assert.Single(await source.NextAsync(null, Cancellation));
        source.Done(early);
        await source.FinishAsync(null, Cancellation);
        Assert.Contains(11, queue.Waiting);
        source.Done(late);
        await source.FinishAsync(null, Cancellation);
        Assert.Empty(queue.Waiting);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(300)]
    [InlineData(505)]
    public async Task A_deeply_nested_event_is_read_and_serialized_completely(int depth)
    {
        queue.Add(10, Deep(10, depth));
        queue.Add(11, "17", "after");
        using QueueEventSource source = await OpenAsync();
        IReadOnlyList<PortalEvent> given = await source.NextAsync(null, Cancellation);
        Assert.Equal([10, 11], given.Select(item => item.EventId!.Value));
        PortalEvent again = PortalEvent.FromJson(given[0].ToJson());
        JsonDocumentOptions options = new() { MaxDepth = 512 };
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(given[0].RawText, options).RootElement, JsonDocument.Parse(again.RawText, options).RootElement));
        Assert.Single(again.Context);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(600)]
    public async Task An_unreadable_event_is_saved_and_skipped_and_the_others_are_delivered(int depth)
    {
        long[] ids = [.. Enumerable.Range(10, 25).Select(id => (long)id)];
        foreach (long id in ids)
        {
            queue.Add(id, id == 17 ? Deep(id, depth) : RawQueue.Show($"{id}", "17", $"{id}"));
        }

        using QueueEventSource source = await OpenAsync();
        List<long> given = [];
        while (given.Count < ids.Length - 1)
        {
            foreach (PortalEvent item in await source.NextAsync(observer, Cancellation))
            {
                given.Add(item.EventId!.Value);
                source.Done(item);
            }
        }

        Assert.Equal(ids.Where(id => id != 17), given);
        Assert.Single(observer.Lines, line => line.Contains("Event 17", StringComparison.Ordinal) && line.Contains("skipped", StringComparison.Ordinal));
        string kept = Assert.Single(Directory.GetFiles(Path.Combine(folder, "unreadable")));
        Assert.Contains("\"eventId\":17", await File.ReadAllTextAsync(kept, Cancellation), StringComparison.Ordinal);
        await source.FinishAsync(null, Cancellation);
        Assert.Empty(queue.Waiting);
    }

    /// <summary>Only the attempts to read the single event have pauses, because a smaller page can be readable immediately.</summary>
    [Fact]
    public async Task An_unreadable_event_delays_the_queue_by_only_a_few_seconds()
    {
        queue.Add(17, Deep(17, 600));
        queue.Add(18, RawQueue.Show("18", "17", "next"));
        using QueueEventSource source = await OpenAsync();

        Assert.Equal(18, Assert.Single(await source.NextAsync(observer, Cancellation)).EventId);

        Assert.Equal([1000, 100, 10, 1, 1, 1], queue.Limits.Skip(queue.Limits.IndexOf(1000)).Take(6));
        Assert.Equal([2.0, 4.0], clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.DoesNotContain(observer.Lines, line => line.Contains("may have been executed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_event_that_cannot_be_saved_is_reported_and_saved_later()
    {
        string unreadable = Path.Combine(folder, "unreadable");
        await File.WriteAllTextAsync(unreadable, "a file where the folder belongs", Cancellation);
        queue.Add(17, Deep(17, 600));
        queue.Add(18, RawQueue.Show("18", "17", "next"));
        int reads = 0;
        using QueueEventSource source = new(
            (request, told, cancellation) =>
            {
                if (++reads == 12)
                {
                    File.Delete(unreadable);
                }

                return queue.ReadAsync(request, told, cancellation);
            },
            456,
            null,
            Options(),
            clock);
        await source.StartAsync(observer, Cancellation);

        Assert.Equal(18, Assert.Single(await source.NextAsync(observer, Cancellation)).EventId);

        Assert.Single(observer.Lines, line => line.Contains("could not be saved to " + unreadable, StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(unreadable));
    }

    [Fact]
    public async Task An_incomplete_answer_is_read_again_and_no_event_is_skipped()
    {
        queue.Add(10, "17", "one");
        int cuts = 8;
        using QueueEventSource source = new(
            async (request, told, cancellation) => cuts-- > 0
                ? throw new Core.Errors.B24Exception(Core.Errors.ConnectionErrors.AnswerIncomplete, "Cut.") { Content = "{\"result\":{\"events\":[{\"eventId\":10,\"type\":\"ONIMBOT"u8.ToArray() }
                : await queue.ReadAsync(request, told, cancellation),
            456,
            null,
            Options(),
            clock);
        await source.StartAsync(null, Cancellation);
        Assert.Equal(10, Assert.Single(await source.NextAsync(observer, Cancellation)).EventId);
        Assert.False(Directory.Exists(Path.Combine(folder, "unreadable")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Done_events_after_an_open_event_are_not_delivered_again_after_a_kill(bool hasStore)
    {
        for (long id = 10; id < 510; id++)
        {
            queue.Add(id, $"{id}", $"{id}");
        }

        await KillAfterDoneAsync(hasStore, id => id != 10);

        Assert.Equal(500, queue.Waiting.Count);
        await FinishWithTheLastAsync(hasStore, 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_done_before_a_kill_are_not_delivered_again_even_if_not_confirmed(bool hasStore)
    {
        for (long id = 10; id < 13; id++)
        {
            queue.Add(id, "17", $"{id}");
        }

        await KillAfterDoneAsync(hasStore, _ => true);

        Assert.Equal(3, queue.Waiting.Count);
        queue.Add(13, "17", "13");
        await FinishWithTheLastAsync(hasStore, 13);
    }

    [Fact]
    public async Task A_truncated_list_of_done_events_never_hides_an_open_event()
    {
        for (long id = 10; id < 14; id++)
        {
            queue.Add(id, "17", $"{id}");
        }

        using (QueueEventSource killed = await OpenAsync())
        {
            IReadOnlyList<PortalEvent> given = await killed.NextAsync(null, Cancellation);
            killed.Done(given[1]);
            killed.Done(given[2]);
        }

        string path = Path.Combine(folder, "done");
        byte[] whole = await File.ReadAllBytesAsync(path, Cancellation);
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            await File.WriteAllBytesAsync(path, whole[..cut], Cancellation);
            using QueueEventSource next = await OpenAsync();
            IReadOnlyList<PortalEvent> given = await next.NextAsync(null, Cancellation);
            Assert.All(given, item => Assert.InRange(item.EventId!.Value, 10, 13));
            Assert.Contains(10, given.Select(item => item.EventId!.Value));
            Assert.Contains(13, given.Select(item => item.EventId!.Value));
            next.Done(given[^1]);
            using QueueEventSource after = await OpenAsync();
            Assert.DoesNotContain(given[^1].EventId, (await after.NextAsync(null, Cancellation)).Select(item => item.EventId));
        }
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("0001-01-01T00:00:00.0000000Z")]
    public async Task An_offset_store_with_an_extreme_date_can_be_opened(string date)
    {
        queue.Add(10, "17", "one");
        using (OffsetStore store = new(StorePath, Portal, 456))
        {
            store.Open();
            store.Advance(new OffsetSlot(5, DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));
        }

        using QueueEventSource source = await OpenAsync(hasStore: true);
        Assert.Equal(10, Assert.Single(await source.NextAsync(null, Cancellation)).EventId);
    }

    private static string Deep(long id, int depth)
    {
        // The answer, the result, the list, the event and its data are five levels.
        int inner = depth - 5;
        return $$$"""{"eventId":{{{id}}},"type":"ONIMBOTV2CONTEXTGET","date":"2026-11-22T12:00:00+00:00","data":{"dialogId":"17","context":{{{string.Concat(Enumerable.Repeat("{\"a\":", inner))}}}1{{{new string('}', inner)}}} } }""";
    }

    /// <summary>Reads the queue, finishes the events whose IDs fit, and ends without telling the portal.</summary>
    private async Task KillAfterDoneAsync(bool hasStore, Func<long, bool> isDone)
    {
        using QueueEventSource killed = await OpenAsync(hasStore);
        foreach (PortalEvent item in (await killed.NextAsync(null, Cancellation)).Where(item => isDone(item.EventId!.Value)))
        {
            killed.Done(item);
        }
    }

    /// <summary>The next reader gets one event, and leaves nothing after it.</summary>
    private async Task FinishWithTheLastAsync(bool hasStore, long id)
    {
        using QueueEventSource next = await OpenAsync(hasStore);
        PortalEvent last = Assert.Single(await next.NextAsync(null, Cancellation));
        Assert.Equal(id, last.EventId);
        next.Done(last);
        await next.FinishAsync(null, Cancellation);
        Assert.Empty(queue.Waiting);
        Assert.False(File.Exists(Path.Combine(folder, "done")));
    }

    private QueueOptions Options() => new() { DonePath = Path.Combine(folder, "done"), UnreadableFolder = Path.Combine(folder, "unreadable") };

    private async Task<QueueEventSource> OpenAsync(bool hasStore = false)
    {
        QueueEventSource source = new(queue.ReadAsync, 456, hasStore ? new OffsetStore(StorePath, Portal, 456) : null, Options(), clock);
        await source.StartAsync(null, Cancellation);
        return source;
    }
}
