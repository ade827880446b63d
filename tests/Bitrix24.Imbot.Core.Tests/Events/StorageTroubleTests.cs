using System.Text.Json;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Listening;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Core.Tests.Storage;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>A temporarily full disk or an unwritable folder does not end a bot and loses no event.</summary>
public sealed class StorageTroubleTests : IDisposable
{
    private static readonly Uri Portal = new("https://portal.example.com/");

    private readonly string folder = Directory.CreateTempSubdirectory("b24-trouble-").FullName;
    private readonly RecordingObserver observer = new();
    private readonly FakeClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_failed_write_causes_one_warning_and_is_retried_with_growing_pauses()
    {
        int attempts = 0;

        await new StorageTrouble(clock).RunAsync(
            () =>
            {
                if (++attempts < 9)
                {
                    throw EventErrors.OffsetStoreNotWritten.With("No space.");
                }
            },
            observer,
            Cancellation);

        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60], clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Single(observer.Lines, line => line.StartsWith("No space.", StringComparison.Ordinal));
        Assert.Single(observer.Lines, line => line.Contains("state was saved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_error_or_the_end_of_the_bot_ends_the_retries()
    {
        StorageTrouble trouble = new(clock);
        await Assert.ThrowsAsync<B24Exception>(() => trouble.RunAsync(() => throw EventErrors.OffsetStoreBusy.With("Busy."), observer, Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => trouble.RunAsync(() => throw EventErrors.OffsetStoreNotWritten.With("No space."), observer, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_full_disk_is_detected_before_an_event_is_handled()
    {
        using FullDisk disk = FullDisk.Mount();
        disk.Fill();
        using OffsetStore store = new(disk.PathOf("bot.offset"), Portal, 456);

        Assert.Equal(EventErrors.OffsetStoreNotWritten, Assert.Throws<B24Exception>(store.Open).Kind);
        disk.MakeRoom();
        store.Open();
        disk.Fill();
        store.Advance(new OffsetSlot(7, null));

        Assert.Equal(7, store.Current!.Value.Offset);
    }

    /// <summary>The path of the closed store is blocked, so the offset can't be saved until the block is removed.</summary>
    [Fact]
    public async Task An_offset_is_saved_later_if_necessary_and_no_event_is_delivered_twice()
    {
        RawQueue queue = new();
        queue.Add(10, "17", "one");
        string path = Path.Combine(folder, "bot.offset");
        OffsetStore store = new(path, Portal, 456);
        using QueueEventSource source = new(queue.ReadAsync, 456, store, new QueueOptions(), clock);
        await source.StartAsync(observer, Cancellation);
        PortalEvent first = Assert.Single(await source.NextAsync(observer, Cancellation));
        store.Dispose();
        File.Delete(path);
        Directory.CreateDirectory(path + ".tmp");

        Assert.Equal(EventErrors.OffsetStoreNotWritten, Assert.Throws<B24Exception>(() => source.Done(first)).Kind);
        queue.Add(11, "17", "two");
        Assert.Equal(11, Assert.Single(await source.NextAsync(observer, Cancellation)).EventId);
        Directory.Delete(path + ".tmp");
        source.Done(first);
        await source.FinishAsync(observer, Cancellation);

        Assert.Equal([11], queue.Waiting);
        using OffsetStore again = new(path, Portal, 456);
        again.Open();
        Assert.Equal(11, again.Current!.Value.Offset);
    }

    [Fact]
    public async Task A_pushed_event_that_cannot_be_removed_can_be_removed_later()
    {
        using PushedQueue queue = new(folder, Portal, 456, clock);
        queue.Open();
        await queue.AddAsync(PushedEvent.Read("""{"event":"ONIMBOTV2MESSAGEADD","data":{"message":{"id":1} } }"""));
        Assert.True(await queue.WaitAsync(TimeSpan.Zero, Cancellation));
        PortalEvent item = Assert.Single(queue.Dequeue(10, Assert.Fail));
        string path = Assert.Single(Directory.GetFiles(folder, "*.json"));
        byte[] content = await File.ReadAllBytesAsync(path, Cancellation);
        File.Delete(path);
        Directory.CreateDirectory(path);

        Assert.Equal(EventErrors.PushedQueueNotWritten, Assert.Throws<B24Exception>(() => queue.Remove(item)).Kind);
        Directory.Delete(path);
        await File.WriteAllBytesAsync(path, content, Cancellation);
        queue.Remove(item);

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_delivered_is_delivered_later()
    {
        QuestionBoard board = new(folder);
        using WaitingQuestion question = await board.PutUpAsync(new Question { Name = ButtonCommand.NewKey(), DialogId = "17" }, Cancellation);
        question.Sent(5);
        string answer = WaitingQuestion.AnswerPathOf(Path.Combine(folder, "questions"), Assert.Single(Directory.GetFiles(Path.Combine(folder, "questions"), "*.json")) is { } file ? Path.GetFileNameWithoutExtension(file) : string.Empty);
        Directory.CreateDirectory(answer + ".tmp");
        Replies.FixedSource portal = new([Text(20, "yes", 6)]);
        WaitingClock waiting = new(() => Directory.Delete(answer + ".tmp"));
        using SharedEventSource source = new(portal, folder, waiting);
        await source.StartAsync(observer, Cancellation);

        Assert.True(await source.TryReadAsync(observer, Cancellation));

        Assert.Equal(20, question.TryRead()?.EventId);
        Assert.Equal([20], portal.DoneIds);
        Assert.Contains(observer.Lines, line => line.Contains("waits until its state can be saved", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dead_letter_file_that_cannot_be_written_is_reported_at_the_start()
    {
        string path = Path.Combine(folder, "file");
        File.WriteAllText(path, "a file");

        Assert.Equal(EventErrors.DeadLetterNotWritten, Assert.Throws<B24Exception>(() => new DeadLetterFile(Path.Combine(path, "dead.jsonl")).Open()).Kind);
        new DeadLetterFile(Path.Combine(folder, "dead.jsonl")).Open();
        Assert.False(File.Exists(Path.Combine(folder, "dead.jsonl")));
    }

    [Fact]
    public void Writing_to_a_full_device_causes_an_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Unix.");
        Assert.Contains("space", Assert.ThrowsAny<IOException>(() => PrivateFile.AppendLine("/dev/full", "x\n"u8.ToArray())).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Only_the_most_recent_contents_are_remembered()
    {
        RecentContents contents = new(2);
        Assert.True(contents.Add("one"));
        Assert.False(contents.Add("one"));
        Assert.True(contents.Add("two"));
        Assert.True(contents.Add("three"));
        Assert.False(contents.Add("two"));
        Assert.True(contents.Add("one"));
    }

    private static PortalEvent Text(long eventId, string text, long messageId) => new(JsonDocument.Parse($$"""
        {"eventId":{{eventId}},"type":"ONIMBOTV2MESSAGEADD","date":"2026-11-22T12:00:00+00:00","data":{"bot":{"id":456},
          "message":{"id":{{messageId}},"text":"{{text}}"},"chat":{"id":9,"dialogId":"17"},"user":{"id":17,"bot":false} } }
        """).RootElement);

    /// <summary>Runs an action during a wait.</summary>
    private sealed class WaitingClock(Action act) : IClock
    {
        public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public TimeSpan Elapsed => TimeSpan.Zero;

        public Task DelayAsync(TimeSpan time, CancellationToken cancellation)
        {
            act();
            return Task.CompletedTask;
        }
    }
}
