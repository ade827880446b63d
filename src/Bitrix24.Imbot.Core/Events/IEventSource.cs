using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// A source of bot events: the queue on the portal, or a listener that the portal posts to. It has one consumer, but <see cref="Done"/> can be called
/// from any thread.
/// </summary>
internal interface IEventSource : IDisposable
{
    /// <summary>Whether the source is started and neither finished nor disposed.</summary>
    bool IsOpen { get; }

    /// <summary>Checks and opens all that is required, before an event is received or confirmed.</summary>
    /// <exception cref="B24Exception">The reason why the source can't start.</exception>
    Task StartAsync(ICallObserver? observer, CancellationToken cancellation);

    /// <summary>
    /// Waits for the next events, oldest first; events of one dialog stay in order. This source returns an event only once. An event that is not done
    /// is returned again by the next source.
    /// </summary>
    /// <exception cref="B24Exception">A failure that a retry can't solve.</exception>
    Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation);

    /// <summary>
    /// Whether an event that was saved for this source is known to be handled, by this source or by an earlier one with the same offset store that
    /// couldn't confirm it to the portal.
    /// </summary>
    bool WasDone(PortalEvent item);

    /// <summary>
    /// Records that an event is done. The record is saved before this method returns, so that it survives the end of the process. Can also be called
    /// after the source is disposed: events may be collected first and confirmed later.
    /// </summary>
    /// <exception cref="B24Exception">The record can't be saved.</exception>
    void Done(PortalEvent handled);

    /// <summary>Polls soon, because an event is expected, such as the answer to a question.</summary>
    void Quicken();

    /// <summary>Confirms the finished events to the portal if this is required; called at the end and after later confirmations.</summary>
    Task FinishAsync(ICallObserver? observer, CancellationToken cancellation);
}
