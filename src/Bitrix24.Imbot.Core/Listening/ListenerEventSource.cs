using System.Net;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>Takes a bot's events as the portal posts them. What was accepted is on disk until it is done; what is left comes again from the next source.</summary>
internal sealed class ListenerEventSource : IEventSource
{
    /// <summary>Events that are read from the disk at a time.</summary>
    private const int PageSize = 50;

    /// <summary>Events at once, and a second for long; a portal with thousands of people does not come near.</summary>
    private const double Burst = 5_000;
    private const double PerSecond = 200;

    private static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(1);

    private readonly ListenAddress address;
    private readonly ApplicationToken token;
    private readonly long botId;
    private readonly PushedQueue queue;
    private readonly HttpLimits limits;
    private readonly IClock clock;
    private readonly Refusals refusals;
    private HttpServer? server;

    /// <param name="address">Where to listen.</param>
    /// <param name="token">What the portal's events carry.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="queue">Where accepted events are kept. Belongs to this source from now on.</param>
    /// <param name="limits">What a client may take.</param>
    /// <param name="clock">Time.</param>
    public ListenerEventSource(ListenAddress address, ApplicationToken token, long botId, PushedQueue queue, HttpLimits limits, IClock clock)
    {
        this.address = address;
        this.token = token;
        this.botId = botId;
        this.queue = queue;
        this.limits = limits;
        this.clock = clock;
        refusals = new Refusals(clock);
    }

    /// <inheritdoc />
    public bool IsOpen => server is not null;

    /// <summary>Where it listens; null before the start.</summary>
    public IPEndPoint? EndPoint => server?.EndPoint;

    /// <inheritdoc />
    /// <exception cref="B24Exception">
    /// Those of <see cref="PushedQueue.Open"/>, <see cref="EventErrors.ListenPortBusy"/>, <see cref="EventErrors.ListenFailed"/>.
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

        observer?.Report($"Events of bot {botId} are awaited at http://{server.EndPoint}{address.Path}/; {left} are left from before.");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
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

    /// <inheritdoc />
    public void Quicken()
    {
        // Events are posted here as they happen.
    }

    /// <inheritdoc />
    /// <remarks>What is done is off the disk.</remarks>
    public bool WasDone(PortalEvent item) => false;

    /// <inheritdoc />
    public void Done(PortalEvent handled) => queue.Remove(handled);

    /// <inheritdoc />
    public Task FinishAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        // The portal has heard of each event when it was accepted.
        refusals.ReportTo(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        server?.Dispose();
        server = null;
        queue.Dispose();
    }
}
