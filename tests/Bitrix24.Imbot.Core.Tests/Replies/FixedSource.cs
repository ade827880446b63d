using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Tests.Replies;

/// <summary>A source that returns prepared pages of events and records which events are done.</summary>
internal sealed class FixedSource(params PortalEvent[][] pages) : IEventSource
{
    private readonly Queue<PortalEvent[]> left = new(pages);

    public List<long?> DoneIds { get; } = [];

    public HashSet<long?> DoneBefore { get; } = [];

    public bool IsOpen { get; private set; }

    public Task StartAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        IsOpen = true;
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        if (left.Count == 0)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        return left.Dequeue();
    }

    public int Quickened { get; private set; }

    public void Quicken() => Quickened++;

    public bool WasDone(PortalEvent item) => DoneBefore.Contains(item.EventId);

    public void Done(PortalEvent handled) => DoneIds.Add(handled.EventId);

    public Task FinishAsync(ICallObserver? observer, CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose() => IsOpen = false;
}
