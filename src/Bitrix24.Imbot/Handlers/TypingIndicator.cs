using System.Collections.Concurrent;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Shows people that the bot is typing while a handler takes longer than a second. Beside the pipeline, and without any script.</summary>
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

    /// <summary>What went wrong with it; null where nothing did. It is no reason to stop the handler.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Begins for events to which people await an answer, in a dialog to which one can be sent; null for others.</summary>
    public static TypingIndicator? For(B24Session session, long botId, PortalEvent item) =>
        item is { IsUserEvent: false, Kind: EventKind.Message or EventKind.Command, DialogId: { } dialogId } && DialogId.IsValid(dialogId)
            ? new TypingIndicator(session, item.BotId ?? botId, item, dialogId)
            : null;

    /// <summary>Leaves the showing in a dialog to the handler that is running here, where that is the dialog of its event.</summary>
    public static void LeaveToHandler(string dialogId)
    {
        if (EventContext.Current is { Event: { } item } && item.DialogId == dialogId && Running.TryGetValue(item, out TypingIndicator? typing))
        {
            typing.Stop();
        }
    }

    /// <summary>Ends it without waiting.</summary>
    public void Stop()
    {
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <summary>Ends it, and waits until nothing of it runs any more.</summary>
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
                // Answers come first where requests have to wait.
                if (session.HasRoom)
                {
                    await session.SendAsync(request, cancellation: cancellation).ConfigureAwait(false);
                    await Task.Delay(Renewal, cancellation).ConfigureAwait(false);
                }
                else
                {
                    await Task.Delay(Patience, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The handler is done.
        }
        catch (Exception exception)
        {
            Failure = exception;
        }
    }
}
