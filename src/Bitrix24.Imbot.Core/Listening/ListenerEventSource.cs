using System.Net;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Receives a bot's events from the portal's POST requests. Accepted events stay on disk until they are done. The next source returns the remaining
/// ones again. Disposes the queue.
/// </summary>
internal sealed class ListenerEventSource(
    ListenAddress address, ApplicationToken token, long botId, PushedQueue queue, HttpLimits limits, IClock clock)
    : IEventSource
{
    /// <summary>Maximum number of events to read from disk at a time.</summary>
    private const int PageSize = 50;

    /// <summary>Maximum number of events at once and per second. A portal with thousands of users stays far below.</summary>
    private const double Burst = 5_000;
    private const double PerSecond = 200;

    private static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(1);

    private readonly Refusals refusals = new(clock);
    private HttpServer? server;

    public bool IsOpen => server is not null;

    /// <summary>The address that the source listens on; null before the start.</summary>
    public IPEndPoint? EndPoint => server?.EndPoint;

    /// <exception cref="B24Exception">
    /// The errors of <see cref="PushedQueue.Open"/>, <see cref="EventErrors.ListenPortBusy"/>, <see cref="EventErrors.ListenFailed"/>.
    /// </exception>
    public Task StartAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        int left = queue.Open(line => observer?.Warn(line));
        try
        {
            EventEndpoint endpoint = new(address, token, botId, queue, new ArrivalRate(Burst, PerSecond, clock), refusals);
            server = new HttpServer(address.EndPoint, endpoint, limits);
        }
        catch (B24Exception)
        {
            queue.Dispose();
            throw;
        }

        observer?.Report($"Listening for events of bot {botId} at http://{server.EndPoint}{address.Path}/; {left} events remain from the last run.");
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        while (true)
        {
            bool hasCome = await queue.WaitAsync(ReportPause, cancellation).ConfigureAwait(false);
            refusals.ReportTo(observer);
            if (hasCome && queue.Dequeue(PageSize, line => observer?.Warn(line)) is { Count: > 0 } events)
            {
                return events;
            }
        }
    }

    public void Quicken()
    {
        // The portal posts events when they occur.
    }

    /// <remarks>Finished events are deleted from disk.</remarks>
    public bool WasDone(PortalEvent item) => false;

    public void Done(PortalEvent handled) => queue.Remove(handled);

    public Task FinishAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        // Each event was confirmed to the portal when it was accepted.
        refusals.ReportTo(observer);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        server?.Dispose();
        server = null;
        queue.Dispose();
    }
}
