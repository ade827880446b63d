using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Tells people in the chat that a handler failed or that a command is unknown.</summary>
internal sealed class ErrorReplies(B24Session session, long botId, bool hasHelp, ICallObserver observer, CancellationToken stopping)
{
    /// <summary>How long a stopping bot waits for these messages.</summary>
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(5);

    private readonly PatientSender sender = new(session, SystemClock.Instance);
    private readonly ChatText unknown = hasHelp ? ChatText.UnknownCommand : ChatText.UnknownToHandlers;
    private readonly ChatOutbox outbox = new(observer, stopping);

    /// <summary>Reports that a handler failed. Only people who sent a message or pressed a button expect an answer.</summary>
    public void ReportFailure(PortalEvent item, string reference)
    {
        if (item is { IsUserEvent: false, Kind: EventKind.Message or EventKind.Command })
        {
            Say(item, ChatText.HandlerFailed, reference);
        }
    }

    /// <summary>Reports an unknown command, if an event without a handler contains a command for this bot.</summary>
    public void ReportUnknown(PortalEvent item)
    {
        if (ChatLine.TryGet(item) is { IsForBot: true, Name: var name })
        {
            Say(item, unknown, "/" + name);
        }
    }

    /// <summary>Completes when all messages are sent or have failed, and after a few seconds at the latest.</summary>
    public Task WhenSentAsync() => Task.WhenAny(outbox.WhenSentAsync(), Task.Delay(SendTime));

    private void Say(PortalEvent item, ChatText text, params object[] values)
    {
        if (item.User is { IsBot: true } || item.DialogId is not { } dialogId || !DialogId.IsValid(dialogId))
        {
            return;
        }

        SendMessageRequest request = new(item.BotId ?? botId, dialogId, ChatTexts.For(item.Language).Format(text, values));
        _ = outbox.Post(stop => sender.SendAsync(request, null, stop));
    }
}
