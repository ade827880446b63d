using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>When events are confirmed, and how often they are delivered.</summary>
public sealed class QueueEventSourceTests : IDisposable
{
    private static readonly Uri Portal = new("https://portal.example.com/");

    private readonly string folder = Directory.CreateTempSubdirectory("b24-events-").FullName;
    private readonly EventQueue queue = new();
    private readonly FakeClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string StorePath => Path.Combine(folder, "bot.offset");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_offset_advances_only_to_the_oldest_event_that_is_not_done()
    {
        long[] ids = [.. Enumerable.Range(0, 4).Select(_ => queue.Add(clock.UtcNow))];
        using QueueEventSource source = await OpenAsync();
        IReadOnlyList<PortalEvent> given = await source.NextAsync(null, Cancellation);

        source.Done(given[1]);
        source.Done(given[3]);
        await source.FinishAsync(null, Cancellation);
        Assert.Equal(ids, queue.Waiting);

        source.Done(given[0]);
        await source.FinishAsync(null, Cancellation);
        Assert.Equal(ids[2..], queue.Waiting);

        source.Done(given[2]);
        await source.FinishAsync(null, Cancellation);
        Assert.Empty(queue.Waiting);
    }

    [Fact]
    public async Task Events_that_are_not_done_are_delivered_again_only_by_the_next_source()
    {
        long[] ids = [.. Enumerable.Range(0, 3).Select(_ => queue.Add(clock.UtcNow))];
        using (QueueEventSource source = await OpenAsync(StorePath))
        {
            IReadOnlyList<PortalEvent> given = await source.NextAsync(null, Cancellation);
            source.Done(given[0]);
            long later = queue.Add(clock.UtcNow);
            Assert.Equal([later], (await source.NextAsync(null, Cancellation)).Select(item => item.EventId!.Value));
        }

        using QueueEventSource next = await OpenAsync(StorePath);
        Assert.Equal(ids[1..], (await next.NextAsync(null, Cancellation)).Take(2).Select(item => item.EventId!.Value));
    }

    [Fact]
    public async Task A_full_page_is_followed_immediately_and_an_empty_page_after_a_pause()
    {
        for (int number = 0; number < 2500; number++)
        {
            queue.Add(clock.UtcNow);
        }

        using QueueEventSource source = await OpenAsync();
        int given = 0;
        while (given < 2500)
        {
            foreach (PortalEvent item in await source.NextAsync(null, Cancellation))
            {
                source.Done(item);
                given++;
            }
        }

        Assert.Empty(clock.Waits);
        queue.BeforeRead = _ => queue.Add(clock.UtcNow);
        Assert.NotEmpty(await source.NextAsync(null, Cancellation));
        Assert.Equal([PollingPace.MinPause], clock.Waits);
    }

    [Fact]
    public async Task An_offset_never_goes_backwards()
    {
        using QueueEventSource source = await OpenAsync(StorePath);
        queue.Add(clock.UtcNow);
        IReadOnlyList<PortalEvent> given = await source.NextAsync(null, Cancellation);
        source.Done(given[0]);
        source.Done(given[0]);
        List<long> sent = [];
        queue.BeforeRead = request => sent.Add(request.Offset ?? 0);
        for (int round = 0; round < 3; round++)
        {
            queue.Add(clock.UtcNow);
            foreach (PortalEvent item in (await source.NextAsync(null, Cancellation)).Reverse())
            {
                source.Done(item);
            }
        }

        Assert.Equal(sent.Order(), sent);
        Assert.All(sent, offset => Assert.True(offset > given[0].EventId));
    }

    [Fact]
    public async Task Outages_are_retried_with_growing_pauses_and_no_event_is_lost()
    {
        int failures = 12;
        queue.Add(clock.UtcNow);
        using QueueEventSource source = await OpenAsync();
        queue.BeforeRead = _ =>
        {
            if (failures-- > 0)
            {
                throw ConnectionErrors.PortalUnreachable.With("Nobody there.");
            }
        };

        Assert.Single(await source.NextAsync(null, Cancellation));
        Assert.Equal(12, clock.Waits.Count);
        Assert.Equal(clock.Waits.Order(), clock.Waits);
        Assert.Equal(TimeSpan.FromMinutes(1), clock.Waits[^1]);
    }

    [Fact]
    public async Task A_permanent_error_ends_the_source()
    {
        using QueueEventSource source = await OpenAsync();
        queue.BeforeRead = _ => throw PortalErrors.PortalBlocked.With("Blocked.");

        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => source.NextAsync(null, Cancellation));
        Assert.Equal(nameof(PortalErrors.PortalBlocked), error.ErrorId);
        Assert.Empty(clock.Waits);
    }

    private async Task<QueueEventSource> OpenAsync(string? path = null)
    {
        OffsetStore? store = path is null ? null : new OffsetStore(path, Portal, 456);
        QueueEventSource source = new(queue.ReadAsync, 456, store, new QueueOptions(), clock);
        await source.StartAsync(null, Cancellation);
        return source;
    }
}
