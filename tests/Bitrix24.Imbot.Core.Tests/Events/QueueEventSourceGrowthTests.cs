using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Tests.Files;
using Bitrix24.Imbot.Core.Tests.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>A source that has read for a long time uses no more resources than a new one.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class QueueEventSourceGrowthTests
{
    private readonly EventQueue queue = new();
    private readonly FakeClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A simulated day of polling every five seconds with one event a minute. Memory and handles do not grow after the first hours.</summary>
    [Fact]
    public async Task A_day_of_polling_misses_no_event_and_leaks_no_memory_or_handles()
    {
        const int Polls = 24 * 60 * 60 / 5;
        List<long> added = [];
        List<long> handled = [];
        queue.BeforeRead = _ =>
        {
            if (queue.Reads % 12 == 0 && queue.Reads <= Polls)
            {
                added.Add(queue.Add(clock.UtcNow));
            }
        };
        using TemporaryFolder folder = new();
        OffsetStore store = new(Path.Combine(folder.Path, "bot.offset"), new Uri("https://portal.example.com/"), 456);
        using QueueEventSource source = new(queue.ReadAsync, 456, store, new QueueOptions(), clock);
        await source.StartAsync(null, Cancellation);
        long heapAfterWarmUp = 0;
        int handlesAfterWarmUp = 0;
        while (queue.Reads < Polls)
        {
            foreach (PortalEvent item in await source.NextAsync(null, Cancellation))
            {
                handled.Add(item.EventId!.Value);
                source.Done(item);
            }

            if (heapAfterWarmUp == 0 && queue.Reads > Polls / 6)
            {
                heapAfterWarmUp = HeapSize();
                handlesAfterWarmUp = ProcessMeasures.OpenHandles();
            }
        }

        Assert.Equal(added, handled);
        Assert.InRange(handled.Count, 1400, 1440);
        Assert.InRange(HeapSize() - heapAfterWarmUp, long.MinValue, 200_000);
        Assert.InRange(ProcessMeasures.OpenHandles() - handlesAfterWarmUp, int.MinValue, 8);
    }

    /// <summary>The heap size without the data of the test's clock.</summary>
    private long HeapSize()
    {
        clock.Waits.Clear();
        clock.Waits.TrimExcess();
        return ProcessMeasures.HeapSize();
    }
}
