using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Tests.Messages;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>The pauses between reads of a queue.</summary>
public sealed class PollingPaceTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly FakeClock clock = new();
    private int room = 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_events_every_pause_is_the_interval()
    {
        PollingPace pace = Open(Interval);
        await pace.WaitAsync(Cancellation);
        await pace.WaitAsync(Cancellation);
        Assert.Equal([Interval, Interval], clock.Waits);
    }

    [Fact]
    public async Task After_an_event_the_pauses_start_short_and_grow_to_the_interval()
    {
        PollingPace pace = Open(Interval);
        pace.Activity();
        TimeSpan since = clock.Elapsed;
        while (clock.Waits.LastOrDefault() < Interval)
        {
            TimeSpan idle = clock.Elapsed - since;
            await pace.WaitAsync(Cancellation);
            Assert.Equal(Math.Clamp(idle.TotalSeconds / 8, 0.25, 5), clock.Waits[^1].TotalSeconds, 3);
        }

        // The number of polls after a dialog that no one continues.
        Assert.InRange(clock.Waits.Count, 30, 36);
        Assert.InRange((clock.Elapsed - since).TotalSeconds, 40, 50);
    }

    [Fact]
    public async Task Pauses_are_never_longer_than_a_short_interval()
    {
        PollingPace pace = Open(TimeSpan.FromSeconds(1));
        pace.Activity();
        for (int look = 0; look < 50; look++)
        {
            await pace.WaitAsync(Cancellation);
        }

        Assert.Equal(0.25, clock.Waits[0].TotalSeconds);
        Assert.Equal(1, clock.Waits.Max().TotalSeconds);
    }

    [Theory]
    [InlineData(25, 0.25)]
    [InlineData(24, 1)]
    [InlineData(10, 1)]
    [InlineData(9, 5)]
    public async Task Pauses_are_longer_if_the_request_limit_leaves_little_room(int left, double seconds)
    {
        room = left;
        PollingPace pace = Open(Interval);
        pace.Activity();
        await pace.WaitAsync(Cancellation);
        Assert.Equal(seconds, clock.Waits[0].TotalSeconds);
    }

    [Fact]
    public async Task Ten_minutes_of_conversation_stay_within_the_standard_request_limit()
    {
        RequestBudget budget = RequestBudget.Get(new Uri("https://polling-pace.example.com/"));
        PollingPace pace = new(Interval, requests => budget.HasRoom(RequestRate.Standard, clock.Elapsed, requests), clock);
        TimeSpan start = clock.Elapsed;
        TimeSpan nextEvent = start;
        int events = 0;
        int looks = 0;
        while (clock.Elapsed - start < TimeSpan.FromMinutes(10))
        {
            Assert.Equal(TimeSpan.Zero, budget.Reserve(RequestRate.Standard, clock.Elapsed));
            looks++;
            if (clock.Elapsed >= nextEvent)
            {
                // A person writes every two seconds, and gets an answer that is edited once.
                pace.Activity();
                events++;
                nextEvent += TimeSpan.FromSeconds(2);
                Assert.Equal(TimeSpan.Zero, budget.Reserve(RequestRate.Standard, clock.Elapsed));
                Assert.Equal(TimeSpan.Zero, budget.Reserve(RequestRate.Standard, clock.Elapsed));
            }

            await pace.WaitAsync(Cancellation);
        }

        Assert.InRange(events, 290, 301);
        Assert.InRange(looks, 500, 700);
    }

    [Fact]
    public async Task A_question_ends_a_long_wait()
    {
        WatchedDialog time = new();
        PollingPace pace = new(Interval, _ => true, time);
        Task wait = pace.WaitAsync(Cancellation);
        Assert.Equal(Interval, await time.PausesAsync());
        pace.Quicken();
        await wait.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(PollingPace.MinPause, pace.Pause);
    }

    [Fact]
    public async Task Cancellation_ends_a_wait()
    {
        WatchedDialog time = new();
        using CancellationTokenSource stopping = new();
        Task wait = new PollingPace(Interval, _ => true, time).WaitAsync(stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    private PollingPace Open(TimeSpan interval) => new(interval, requests => requests <= room, clock);
}
