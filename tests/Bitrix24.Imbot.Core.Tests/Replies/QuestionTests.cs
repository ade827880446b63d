using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Tests.Events;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Replies;

/// <summary>No event is lost or delivered twice through the board, wherever a process is killed.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("b24-questions-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private QuestionBoard Board => new(folder);

    private string DeferredFolder => Path.Combine(folder, "aside");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Two people who are asked in one dialog don't wait for each other, and each answers their own question.</summary>
    [Fact]
    public async Task Questions_to_different_people_are_open_at_the_same_time()
    {
        using WaitingQuestion first = await Board.PutUpAsync(Words() with { UserIds = [17] }, Cancellation);
        using WaitingQuestion second = await Board.PutUpAsync(Words() with { UserIds = [23] }, Cancellation);
        using WaitingQuestion open = await Board.PutUpAsync(Words(), Cancellation);
        foreach (WaitingQuestion asked in new[] { first, second, open })
        {
            asked.Sent(1);
        }

        Assert.Equal(Routing.Delivered, await Board.RouteAsync(Text(5, "mine", 5, 23), true, Cancellation));
        Assert.Null(first.TryRead());
        Assert.Null(open.TryRead());
        Assert.Equal("mine", second.TryRead()!.Message!.Text);
        Assert.Equal(Routing.Delivered, await Board.RouteAsync(Text(6, "anybody", 6, 31), true, Cancellation));
        Assert.Equal("anybody", open.TryRead()!.Message!.Text);
    }

    /// <summary>A copy of the message has the same buttons but another ID. A press in another dialog doesn't count either.</summary>
    [Theory]
    [InlineData("chat5", 9, true)]
    [InlineData("chat5", 10, false)]
    [InlineData("chat6", 9, false)]
    public async Task A_button_answers_only_from_its_own_message(string dialogId, long messageId, bool isAnswer)
    {
        Question question = new() { Name = ButtonCommand.NewKey(), DialogId = "chat5", UserIds = [17], Choices = 2 };
        using WaitingQuestion asked = await Board.PutUpAsync(question, Cancellation);
        asked.Sent(9);
        PortalEvent press = PortalEvent.FromJson(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"eventId":3,"type":"ONIMBOTV2COMMANDADD","data":{"bot":{"id":456},"user":{"id":17},"chat":{"id":5,"dialogId":"{{dialogId}}"},"message":{"id":{{messageId}}},"command":{"id":1,"command":"/b24reply","params":"{{question.Name}} 1","context":"keyboard"} } }"""));
        Assert.Equal(isAnswer ? Routing.Delivered : Routing.Dropped, await Board.RouteAsync(press, true, Cancellation));
    }

    [Fact]
    public async Task Deferred_events_are_delivered_first_and_again_until_they_are_done()
    {
        Board.Defer(Text(3, "three"));
        Board.Defer(Text(12, "twelve"));
        using (SharedEventSource first = await StartAsync(new FixedSource()))
        {
            IReadOnlyList<PortalEvent> given = await first.NextAsync(null, Cancellation);
            Assert.Equal([3, 12], given.Select(item => item.EventId!.Value));
            first.Done(given[1]);
        }

        using SharedEventSource second = await StartAsync(new FixedSource([Text(20, "new")]));
        IReadOnlyList<PortalEvent> left = await second.NextAsync(null, Cancellation);
        Assert.Equal(3, Assert.Single(left).EventId);
        second.Done(left[0]);
        Assert.Equal(20, Assert.Single(await second.NextAsync(null, Cancellation)).EventId);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "aside")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deferred_event_that_the_portal_delivers_again_is_delivered_once_and_then_confirmed(bool isDoneFirst)
    {
        Board.Defer(Text(3, "three"));
        FixedSource portal = new([Text(3, "three"), Text(4, "four")]);
        using SharedEventSource source = await StartAsync(portal);
        PortalEvent three = Assert.Single(await source.NextAsync(null, Cancellation));
        if (isDoneFirst)
        {
            source.Done(three);
            Assert.Empty(portal.DoneIds);
        }

        PortalEvent four = Assert.Single(await source.NextAsync(null, Cancellation));
        source.Done(four);
        Assert.Equal(isDoneFirst ? [3, 4] : [4], portal.DoneIds);
        if (!isDoneFirst)
        {
            source.Done(three);
            Assert.Equal([4, 3], portal.DoneIds);
        }
    }

    [Fact]
    public async Task An_answer_waits_for_the_question_ID_and_cancellation_loses_no_event()
    {
        using WaitingQuestion asked = await Board.PutUpAsync(Words(), Cancellation);
        FixedSource portal = new([Text(1, "before", messageId: 9), Text(2, "answer", messageId: 11), Text(3, "after", messageId: 12)]);
        using SharedEventSource source = await StartAsync(portal);
        using (CancellationTokenSource breaking = new(TimeSpan.FromMilliseconds(100)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.TryReadAsync(null, breaking.Token));
        }

        asked.Sent(10);
        Assert.Equal([1, 3], (await source.NextAsync(null, Cancellation)).Select(item => item.EventId!.Value));
        Assert.Equal("answer", asked.TryRead()!.Message!.Text);
        Assert.Null(asked.TryRead());
        Assert.Equal([2], portal.DoneIds);
    }

    /// <summary>
    /// While the bot handles events, questions read: one finds events for the bot, and the next one waits for further events. The bot gets the events
    /// that were found without waiting for another event.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_that_a_question_read_for_the_bot_are_delivered_immediately(bool botWaitsAlready)
    {
        using SharedEventSource source = await StartAsync(new FixedSource([Text(1, "for the bot")]));
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<IReadOnlyList<PortalEvent>> given = Task.FromResult<IReadOnlyList<PortalEvent>>([]);
        if (botWaitsAlready)
        {
            given = source.NextAsync(null, Cancellation);
        }
        else
        {
            Assert.True(await source.TryReadAsync(null, Cancellation));
        }

        Task<bool> reading = source.TryReadAsync(null, ending.Token);
        if (!botWaitsAlready)
        {
            given = source.NextAsync(null, Cancellation);
        }

        Assert.Equal([1], (await given.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Select(item => item.EventId!.Value));
        ending.Cancel();
        await Task.WhenAny(reading);
    }

    [Fact]
    public async Task An_answer_at_the_last_moment_counts_and_later_texts_are_ordinary_events()
    {
        WaitingQuestion asked = await Board.PutUpAsync(Words(), Cancellation);
        asked.Sent(10);
        Assert.Equal(Routing.Delivered, await Board.RouteAsync(Text(1, "answer", messageId: 11), true, Cancellation));
        Assert.Equal(Routing.NotForQuestions, await Board.RouteAsync(Text(2, "second", messageId: 12), true, Cancellation));
        Assert.Equal("answer", asked.Close()!.Message!.Text);
        Assert.Equal(Routing.NotForQuestions, await Board.RouteAsync(Text(3, "late", messageId: 13), true, Cancellation));
        asked.Dispose();
        Assert.False(Board.HoldsQuestions());
        Assert.Equal(["text-17.lock"], Directory.GetFiles(Path.Combine(folder, "questions")).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task A_question_of_a_dead_process_is_removed_and_takes_no_events()
    {
        Question left = Words() with { MessageId = 10 };
        Directory.CreateDirectory(Path.Combine(folder, "questions"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "questions", left.Name + ".json"), left.ToJson(), Cancellation);
        Assert.True(Board.HoldsQuestions());
        Assert.Equal(Routing.NotForQuestions, await Board.RouteAsync(Text(1, "for the bot", messageId: 11), true, Cancellation));
        Assert.False(Board.HoldsQuestions());
    }

    [Theory]
    [InlineData("{0} 1", 17, true)]
    [InlineData("{0} 1", 23, false)]
    [InlineData("{0} 2", 17, false)]
    [InlineData("{0} -1", 17, false)]
    [InlineData("{0}", 17, false)]
    [InlineData("../x 0", 17, false)]
    [InlineData("", 17, false)]
    public async Task A_press_counts_only_with_a_valid_choice_and_by_a_permitted_person(string parameters, long userId, bool counts)
    {
        Question question = new() { Name = ButtonCommand.NewKey(), DialogId = "chat5", UserIds = [17], Choices = 2 };
        using WaitingQuestion asked = await Board.PutUpAsync(question, Cancellation);
        PortalEvent press = Read($$"""
            {"eventId":1,"type":"ONIMBOTV2COMMANDADD","data":{"bot":{"id":456},"command":{"id":61,"command":"/b24reply","params":"{{string.Format(parameters, question.Name)}}","context":"keyboard"},
              "message":{"id":10},"chat":{"id":5,"dialogId":"chat5"},"user":{"id":{{userId}} } } }
            """);
        Assert.Equal(counts ? Routing.Delivered : Routing.Dropped, await Board.RouteAsync(press, false, Cancellation));
        Assert.Equal(counts, asked.IsAnswered);
    }

    [Fact]
    public async Task A_brief_reader_yields_to_a_bot_and_only_one_of_them_reads()
    {
        using (IDisposable handling = (await EventReaderTurn.AcquireAsync(folder, Cancellation))!)
        {
            Assert.Null(EventReaderTurn.TryAcquireBriefly(folder));
            Assert.Null(await EventReaderTurn.AcquireAsync(folder, Cancellation));
        }

        IDisposable brief = EventReaderTurn.TryAcquireBriefly(folder)!;
        Assert.Null(EventReaderTurn.TryAcquireBriefly(folder));
        Task<IDisposable?> taking = EventReaderTurn.AcquireAsync(folder, Cancellation);
        while (!EventReaderTurn.IsWanted(folder))
        {
            await Task.Yield();
        }

        Assert.False(taking.IsCompleted);
        brief.Dispose();
        using IDisposable? taken = await taking;
        Assert.NotNull(taken);
        Assert.False(EventReaderTurn.IsWanted(folder));
    }

    [Fact]
    public async Task An_unreadable_file_is_kept_with_a_warning_and_the_others_are_delivered()
    {
        Board.Defer(Text(3, "three"));
        string damaged = Directory.GetFiles(DeferredFolder)[0];
        File.WriteAllText(damaged, "{");
        Board.Defer(Text(4, "four"));
        using SharedEventSource source = new(new FixedSource(), folder, SystemClock.Instance);
        RecordingObserver observer = new();
        await source.StartAsync(observer, Cancellation);
        Assert.Equal(4, Assert.Single(await source.NextAsync(null, Cancellation)).EventId);
        Assert.Contains(observer.Lines, line => line.Contains(damaged, StringComparison.Ordinal));
        Assert.Equal("{", File.ReadAllText(damaged + ".unreadable"));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(255)]
    [InlineData(511)]
    public async Task A_deeply_nested_deferred_event_is_delivered(int depth)
    {
        int inner = depth - 2;
        string context = string.Concat(Enumerable.Repeat("[", inner)) + new string(']', inner);
        Board.Defer(new PortalEvent(JsonDocument.Parse(
            $$$"""{"eventId":3,"type":"ONIMBOTV2CONTEXTGET","data":{"context":{{{context}}} }}""", new JsonDocumentOptions { MaxDepth = 512 }).RootElement));
        using SharedEventSource source = await StartAsync(new FixedSource());
        Assert.Equal(3, Assert.Single(await source.NextAsync(null, Cancellation)).EventId);
    }

    [Fact]
    public async Task Deferred_events_with_the_same_or_invalid_IDs_are_each_delivered_once()
    {
        Board.Defer(Text(3, "one"));
        Board.Defer(Text(3, "other"));
        Board.Defer(Text(3, "one"));
        Board.Defer(Text(0, "zero"));
        Board.Defer(Text(-1, "below"));
        FixedSource portal = new([Text(3, "one"), Text(3, "other"), Text(9, "nine")]);
        using SharedEventSource source = await StartAsync(portal);
        IReadOnlyList<PortalEvent> given = await source.NextAsync(null, Cancellation);
        Assert.Equal(["below", "one", "other", "zero"], given.Select(item => item.Message!.Text).Order());
        Assert.Equal("nine", Assert.Single(await source.NextAsync(null, Cancellation)).Message!.Text);
        foreach (PortalEvent item in given)
        {
            source.Done(item);
        }

        Assert.Equal([3, 3], portal.DoneIds);
        Assert.Empty(Directory.GetFiles(DeferredFolder));
    }

    [Fact]
    public async Task A_deferred_event_that_is_already_done_is_not_delivered_again()
    {
        Board.Defer(Text(3, "done"));
        Board.Defer(Text(4, "open"));
        FixedSource portal = new();
        portal.DoneBefore.Add(3);
        using SharedEventSource source = await StartAsync(portal);
        Assert.Equal(4, Assert.Single(await source.NextAsync(null, Cancellation)).EventId);
        Assert.Single(Directory.GetFiles(DeferredFolder));
    }

    /// <summary>
    /// A process that asks a question saves an event, notes it as done in the queue, and is killed before the portal receives the offset. The JSON
    /// writer doesn't change this event, so the saved event and the noted one have the same content.
    /// </summary>
    [Fact]
    public async Task A_deferred_event_is_delivered_once_after_a_kill_before_its_confirmation()
    {
        RawQueue portal = new();
        portal.Add(3, Unchanged(3));
        using (QueueEventSource killed = OpenQueue(portal))
        {
            await killed.StartAsync(null, Cancellation);
            PortalEvent three = Assert.Single(await killed.NextAsync(null, Cancellation));
            Board.Defer(three);
            killed.Done(three);
        }

        portal.Add(4, "17", "four");
        using SharedEventSource source = new(OpenQueue(portal), folder, SystemClock.Instance);
        await source.StartAsync(null, Cancellation);
        PortalEvent saved = Assert.Single(await source.NextAsync(null, Cancellation));
        Assert.Equal(3, saved.EventId);
        source.Done(saved);
        Assert.Equal(4, Assert.Single(await source.NextAsync(null, Cancellation)).EventId);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_deferred_event_that_was_handled_with_the_same_offset_store_is_not_delivered_again(long handled)
    {
        RawQueue portal = new();
        string store = Path.Combine(folder, "bot.offset");
        portal.Add(3, Unchanged(3));
        portal.Add(4, Unchanged(4));
        using (QueueEventSource killed = OpenQueue(portal, store))
        {
            await killed.StartAsync(null, Cancellation);
            IReadOnlyList<PortalEvent> items = await killed.NextAsync(null, Cancellation);
            foreach (PortalEvent item in items)
            {
                Board.Defer(item);
            }

            killed.Done(items.Single(item => item.EventId == handled));
        }

        using SharedEventSource source = new(OpenQueue(portal, store), folder, SystemClock.Instance);
        await source.StartAsync(null, Cancellation);
        Assert.Equal(7 - handled, Assert.Single(await source.NextAsync(null, Cancellation)).EventId);
    }

    [Fact]
    public async Task A_read_only_state_folder_causes_an_error_for_readers_and_for_questions()
    {
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, string.Empty);
        string below = Path.Combine(file, "bot456");
        Assert.Equal(
            EventErrors.StateFolderNotWritten,
            (await Assert.ThrowsAsync<B24Exception>(() => EventReaderTurn.AcquireAsync(below, Cancellation))).Kind);
        Assert.Equal(EventErrors.StateFolderNotWritten, Assert.Throws<B24Exception>(() => EventReaderTurn.TryAcquireBriefly(below)).Kind);
        Question buttons = new() { Name = ButtonCommand.NewKey(), DialogId = "17", Choices = 2 };
        foreach (Question question in new[] { Words(), buttons })
        {
            B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => new QuestionBoard(below).PutUpAsync(question, Cancellation));
            Assert.Equal(EventErrors.StateFolderNotWritten, error.Kind);
            Assert.Contains("BITRIX24_IMBOT_STATE", error.RecommendedAction, StringComparison.Ordinal);
            Assert.Contains("StateDirectory=", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Deferred_events_expire_after_a_day_as_on_the_portal()
    {
        Board.Defer(Text(3, "three"));
        Assert.Single(Board.ReadDeferred(DateTimeOffset.UtcNow.AddHours(23), Assert.Fail));
        Assert.Empty(Board.ReadDeferred(DateTimeOffset.UtcNow.AddHours(25), Assert.Fail));
        Assert.Empty(Board.ReadDeferred(DateTimeOffset.UtcNow, Assert.Fail));
    }

    private async Task<SharedEventSource> StartAsync(FixedSource portal)
    {
        SharedEventSource source = new(portal, folder, SystemClock.Instance);
        await source.StartAsync(null, Cancellation);
        return source;
    }

    private QueueEventSource OpenQueue(RawQueue portal, string? store = null) => new(
        portal.ReadAsync,
        456,
        store is null ? null : new OffsetStore(store, new Uri("https://portal.example.com/"), 456),
        new QueueOptions { DonePath = store is null ? QueueOptions.DonePathIn(folder) : store + ".done" },
        SystemClock.Instance);

    /// <summary>An event that the JSON writer saves as it is.</summary>
    private static string Unchanged(long eventId) => FormattableString.Invariant(
        $$$$"""{"eventId":{{{{eventId}}}},"type":"ONIMBOTV2MESSAGEADD","date":"2026-11-22T12:00:00-05:00","data":{"message":{"id":1,"text":"text"},"chat":{"dialogId":"17"}}}""");

    private static Question Words() => new() { Name = ButtonCommand.NewKey(), DialogId = "17" };

    private static PortalEvent Text(long eventId, string text, long messageId = 1, long userId = 17) => Read($$"""
        {"eventId":{{eventId}},"type":"ONIMBOTV2MESSAGEADD","date":"2026-11-22T12:00:00+00:00","data":{"bot":{"id":456},
          "message":{"id":{{messageId}},"text":"{{text}}"},"chat":{"id":9,"dialogId":"17"},"user":{"id":{{userId}},"bot":false} } }
        """);

    private static PortalEvent Read(string json) => new(JsonDocument.Parse(json).RootElement);
}
