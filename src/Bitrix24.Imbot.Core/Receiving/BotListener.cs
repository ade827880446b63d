using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>
/// Runs a bot: reads its events, oldest first, and calls a handler for each. An event is done when its handler returns, and this is saved before the
/// next event is handled. An event that is not done is delivered again: after a crash, a handler can receive the same
/// <see cref="PortalEvent.EventId"/> twice.
/// </summary>
/// <example>
/// <code>
/// BotListener listener = new(session);
/// await listener.RunAsync(
///     (item, cancellation) => session.SendAsync(new SendMessageRequest(item.BotId, item.DialogId, "Hello"), cancellation: cancellation),
///     cancellation: stopping.Token);
/// </code>
/// </example>
/// <param name="session">The session of the bot's owner. With an incoming webhook, it must contain the bot token.</param>
/// <param name="botId">The bot; null for the session's default bot.</param>
/// <param name="options">The source of the events; null for the queue on the portal.</param>
/// <exception cref="B24Exception"><see cref="BotErrors.BotIdMissing"/>.</exception>
public sealed class BotListener(B24Session session, long? botId = null, BotListenerOptions? options = null)
{
    /// <summary>Maximum time to confirm finished events to the portal when the bot ends.</summary>
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(2);

    private readonly long botId = session.RequireBot(botId);
    private readonly BotListenerOptions options = options ?? BotListenerOptions.Default;

    /// <summary>
    /// Runs until it is canceled, the bot is deleted, or an error occurs that a retry can't solve, such as a revoked webhook. While the portal is
    /// unavailable or the disk is full, it waits and retries. On a computer, only one process of an account can read a bot's events. Answers to a
    /// <see cref="BotQuestion"/> of any process of the account are passed to that process.
    /// </summary>
    /// <param name="handle">
    /// Handles one event. It is called for the next event only after it has completed. It can ask a <see cref="BotQuestion"/>. For exceptions that it
    /// throws, see <see cref="BotListenerOptions.HandlerFailed"/>.
    /// </param>
    /// <param name="observer">Receives warnings and waits; may be null.</param>
    /// <param name="cancellation">
    /// Stops the bot. It is also passed to the running handler. If the handler nevertheless returns, its event is done.
    /// </param>
    /// <returns>Completes when the bot is deleted.</returns>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.EventReaderBusy"/>: another process on this computer reads the bot's events. <see cref="EventErrors.EventModeUnfit"/>:
    /// the bot has another event mode. <see cref="PortalErrors.DurationInvalid"/>, <see cref="EventErrors.UserEventsNotPushed"/>,
    /// <see cref="EventErrors.ListenUriInvalid"/>, <see cref="EventErrors.ListenHttpsRefused"/>, <see cref="EventErrors.ApplicationTokenMissing"/>:
    /// an option is not valid. <see cref="EventErrors.ListenPortBusy"/>, <see cref="EventErrors.ListenFailed"/>: the listener can't start. Also the
    /// errors of the offset store at the start, and errors of calls that a retry can't solve.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was canceled.</exception>
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
                observer?.Report($"Could not confirm the finished events to the portal: {why}");
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
