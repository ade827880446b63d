using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>
/// Runs a bot: takes its events, oldest first, and gives each to a handler. An event is done when its handler has returned, and is kept as done before the next one is
/// given. An event that isn't done comes again: after a crash a handler can see the same <see cref="PortalEvent.EventId"/> twice.
/// </summary>
/// <example>
/// <code>
/// BotListener listener = new(session);
/// await listener.RunAsync(
///     (item, cancellation) => session.SendAsync(new SendMessageRequest(item.BotId, item.DialogId, "Hello"), cancellation: cancellation),
///     cancellation: stopping.Token);
/// </code>
/// </example>
public sealed class BotListener
{
    /// <summary>How long the portal may take to hear what is done where the bot ends.</summary>
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(2);

    private readonly B24Session session;
    private readonly long botId;
    private readonly BotListenerOptions options;

    /// <param name="session">The session of the bot's owner. A bot of an incoming webhook needs its bot token there.</param>
    /// <param name="botId">The bot; the session's default bot where null.</param>
    /// <param name="options">Where the events come from; the queue on the portal where null.</param>
    /// <exception cref="B24Exception"><see cref="BotErrors.BotIdMissing"/>.</exception>
    public BotListener(B24Session session, long? botId = null, BotListenerOptions? options = null)
    {
        this.session = session;
        this.botId = session.RequireBot(botId);
        this.options = options ?? BotListenerOptions.Default;
    }

    /// <summary>
    /// Runs until it is cancelled, the bot is deleted, or an error comes that can't pass, such as a revoked webhook. While the portal is away or the disk is full, it waits
    /// and tries again. One process of an account reads a bot's events on a machine. Answers to a <see cref="BotQuestion"/> of any process of the account go to that process.
    /// </summary>
    /// <param name="handle">
    /// Handles one event. It isn't called for the next one before it has ended. It may ask a <see cref="BotQuestion"/>. See
    /// <see cref="BotListenerOptions.HandlerFailed"/> for what it throws.
    /// </param>
    /// <param name="observer">Hears of warnings and waits; may be null.</param>
    /// <param name="cancellation">Ends the bot. The handler that runs gets it, too; when it returns nevertheless, its event is done.</param>
    /// <returns>Ends when the bot was deleted.</returns>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.EventReaderBusy"/>: the bot's events are read on this machine already. <see cref="EventErrors.EventModeUnfit"/>: they come another way.
    /// <see cref="PortalErrors.DurationInvalid"/>, <see cref="EventErrors.UserEventsNotPushed"/>, <see cref="EventErrors.ListenUriInvalid"/>,
    /// <see cref="EventErrors.ListenHttpsRefused"/>, <see cref="EventErrors.ApplicationTokenMissing"/>: the options can't be right.
    /// <see cref="EventErrors.ListenPortBusy"/>, <see cref="EventErrors.ListenFailed"/>: it can't listen. The errors of the offset store at the start, and those of calls
    /// that can't pass.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public async Task RunAsync(Func<PortalEvent, CancellationToken, Task> handle, ICallObserver? observer = null, CancellationToken cancellation = default)
    {
        using BotEvents events = await BotEvents.OpenAsync(session, botId, options, observer, cancellation).ConfigureAwait(false);
        StorageTrouble storage = new(SystemClock.Instance);
        bool isDeleted = false;
        try
        {
            while (!isDeleted)
            {
                foreach (PortalEvent item in await events.Source.NextAsync(observer, cancellation).ConfigureAwait(false))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (!events.IsSkipped(item))
                    {
                        await HandleAsync(handle, item, cancellation).ConfigureAwait(false);
                    }

                    await storage.RunAsync(() => events.Source.Done(item), observer, cancellation).ConfigureAwait(false);
                    isDeleted |= item is { Kind: EventKind.BotDelete, IsUserEvent: false };
                }
            }
        }
        finally
        {
            if (await events.LeaveAsync(LeaveTime).ConfigureAwait(false) is { } why)
            {
                observer?.Report($"The portal has not confirmed what is done: {why}");
            }
        }
    }

    private async Task HandleAsync(Func<PortalEvent, CancellationToken, Task> handle, PortalEvent item, CancellationToken cancellation)
    {
        try
        {
            await handle(item, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (options.HandlerFailed is not null && !cancellation.IsCancellationRequested)
        {
            await options.HandlerFailed(item, exception, cancellation).ConfigureAwait(false);
        }
    }
}
