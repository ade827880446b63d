using System.Collections.Concurrent;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Shows that the bot is typing while a handler takes longer than a second. Runs on a thread of the pool, without scripts.</summary>
internal sealed class TypingIndicator : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(25);

    private static readonly ConcurrentDictionary<PortalEvent, TypingIndicator> Running = new();

    private readonly CancellationTokenSource ending = new();
    private readonly PortalEvent item;
    private readonly Task showing;

    private TypingIndicator(B24Session session, long botId, PortalEvent item, string dialogId)
    {
        this.item = item;
        Running[item] = this;
        showing = ShowAsync(session, new NotifyInputActionRequest(botId, dialogId) { Duration = Shown }, ending.Token);
    }

    /// <summary>The error of the indicator; null if there is none. The handler continues.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Starts the indicator for an event that people expect an answer to; returns null for other events.</summary>
    public static TypingIndicator? For(B24Session session, long botId, PortalEvent item) =>
        item is { IsUserEvent: false, Kind: EventKind.Message or EventKind.Command, DialogId: { } dialogId } && DialogId.IsValid(dialogId)
            ? new TypingIndicator(session, item.BotId ?? botId, item, dialogId)
            : null;

    /// <summary>Ends the indicator if the current handler shows its own input action in the dialog of its event.</summary>
    public static void LeaveToHandler(string dialogId)
    {
        if (EventContext.Current is { Event: { } item } && item.DialogId == dialogId && Running.TryGetValue(item, out TypingIndicator? typing))
        {
            typing.Stop();
        }
    }

    /// <summary>Ends the indicator without waiting.</summary>
    public void Stop() => StopRequest.Send(ending);

    /// <summary>Ends the indicator and waits for its task.</summary>
    public void Dispose()
    {
        Running.TryRemove(item, out _);
        ending.Cancel();
        showing.GetAwaiter().GetResult();
        ending.Dispose();
    }

    private async Task ShowAsync(B24Session session, NotifyInputActionRequest request, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Patience, cancellation).ConfigureAwait(false);
            while (true)
            {
                // If requests are throttled, answers have priority.
                bool isShown = session.HasRoomFor(1);
                if (isShown)
                {
                    await session.SendAsync(request, cancellation: cancellation).ConfigureAwait(false);
                }

                await Task.Delay(isShown ? Renewal : Patience, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The handler has completed.
        }
        catch (Exception exception)
        {
            Failure = exception;
        }
    }
}
