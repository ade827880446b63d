using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Tells people in the chat what a bot of script blocks can't do for them: a handler failed, or nobody knows a command.</summary>
internal sealed class ErrorReplies
{
    /// <summary>How long the end of a bot waits for them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PatientSender sender;
    private readonly long botId;
    private readonly ChatText unknown;
    private readonly ChatOutbox outbox;

    /// <param name="session">Sends.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="hasHelp">Whether the bot has a list of commands.</param>
    /// <param name="observer">Hears what can't be sent.</param>
    /// <param name="stopping">Ends everything.</param>
    public ErrorReplies(B24Session session, long botId, bool hasHelp, ICallObserver observer, CancellationToken stopping)
    {
        unknown = hasHelp ? ChatText.UnknownCommand : ChatText.UnknownToHandlers;
        sender = new PatientSender(session, SystemClock.Instance);
        this.botId = botId;
        outbox = new ChatOutbox(observer, stopping);
    }

    /// <summary>A handler failed. People wait for an answer to what they wrote or pressed, and to nothing else.</summary>
    /// <param name="item">The event.</param>
    /// <param name="reference">The number by which the error is found.</param>
    public void TellFailed(PortalEvent item, string reference)
    {
        if (item is { IsUserEvent: false, Kind: EventKind.Message or EventKind.Command })
        {
            Say(item, ChatText.HandlerFailed, reference);
        }
    }

    /// <summary>Nothing handles an event: where it is a command for this bot, nobody knows it.</summary>
    public void TellUnknown(PortalEvent item)
    {
        if (ChatLine.In(item) is { IsForBot: true, Name: var name })
        {
            Say(item, unknown, "/" + name);
        }
    }

    /// <summary>Ends when everything is sent, or given up.</summary>
    public async Task<bool> WhenSentAsync(CancellationToken cancellation)
    {
        await Task.WhenAny(outbox.WhenSentAsync(), Task.Delay(Patience, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }

    private void Say(PortalEvent item, ChatText text, params object[] values)
    {
        if (item.User is { IsBot: true } || item.DialogId is not { } dialogId || !DialogId.IsValid(dialogId))
        {
            return;
        }

        SendMessageRequest request = new(item.BotId ?? botId, dialogId, ChatTexts.For(item.Language).Of(text, values));
        _ = outbox.Post(stop => sender.SendAsync(request, null, stop));
    }
}
