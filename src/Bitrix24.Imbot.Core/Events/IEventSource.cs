using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Where a bot's events come from: its queue on the portal, or a listener to which the portal posts. One consumer works with it, but
/// <see cref="Done"/> may be called from any thread.
/// </summary>
internal interface IEventSource : IDisposable
{
    /// <summary>Whether it is read from: begun, and neither ended nor disposed.</summary>
    bool IsOpen { get; }

    /// <summary>Checks and opens everything that is needed, before any event is taken or confirmed.</summary>
    /// <exception cref="B24Exception">What stands in the way.</exception>
    Task StartAsync(ICallObserver? observer, CancellationToken cancellation);

    /// <summary>
    /// The next events, oldest first; those of one dialog in their order. Waits until there are some. An event that was given is not given
    /// again by this source, whether it is done or not; one that is not done comes again from the next source.
    /// </summary>
    /// <exception cref="B24Exception">What cannot be mended by trying again.</exception>
    Task<IReadOnlyList<PortalEvent>> NextAsync(ICallObserver? observer, CancellationToken cancellation);

    /// <summary>Whether this event was done before, by this source or by one before it that couldn't tell the portal.</summary>
    bool WasDone(PortalEvent item);

    /// <summary>
    /// An event is done and need not come again. Kept before this returns, so that the end of the process cannot undo it. Also after the source was
    /// disposed: events may be collected first and confirmed later.
    /// </summary>
    /// <exception cref="B24Exception">It cannot be kept.</exception>
    void Done(PortalEvent handled);

    /// <summary>Somebody waits for an event that may come soon, such as the answer to a question: where events are asked for, they are asked for soon.</summary>
    void Quicken();

    /// <summary>Tells the portal, where it has to be told, what is done; at the end, and after what is done later.</summary>
    Task FinishAsync(ICallObserver? observer, CancellationToken cancellation);
}
