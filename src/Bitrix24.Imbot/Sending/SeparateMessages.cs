using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Sending;

/// <summary>Sends each message separately or in a batch. If the texts of the pipeline are lines of one message, a function creates it.</summary>
internal sealed class SeparateMessages(AwaitingCmdlet cmdlet, MessageDraft draft, MessageForm form, bool isBatched, Func<string, PipedMessage>? joinLines)
    : MessageSending(cmdlet)
{
    private readonly MessageKeys keys = new();
    private readonly List<string> lines = [];
    private SessionBatches<BatchedMessages, string, SentMessage?>? batches;
    private Action? sendLines;

    public override void Add(B24Session session, long botId, PipedMessage message)
    {
        if (joinLines is null || message.Line is not { } line)
        {
            Send(session, botId, message);
            return;
        }

        sendLines ??= () => Send(session, botId, joinLines(string.Join("\n", lines)));
        lines.Add(line);
    }

    public override void Complete()
    {
        sendLines?.Invoke();
        batches?.Complete();
    }

    public override void BreakOff() => batches?.WaitUntilIdle();

    private void Send(B24Session session, long botId, PipedMessage message)
    {
        (string? text, Core.Text.Attachment? attachment) = message.Content();
        foreach (string dialogId in message.Dialogs())
        {
            if (message.IsBotItself(dialogId, botId))
            {
                Cmdlet.WriteWarning($"Bot {botId} was skipped, because a bot can't send messages to itself.");
                continue;
            }

            Cmdlet.TryFor(dialogId, () =>
            {
                MessageDraft complete = draft with { Text = form.Apply(text), Attachment = attachment, CallerKey = message.IdempotencyKey };
                Send(session, dialogId, [.. complete.ToRequests(session.Portal, botId, dialogId, keys)]);
            });
        }
    }

    private void Send(B24Session session, string dialogId, SendMessageRequest[] requests)
    {
        if (!Cmdlet.ShouldProcess($"{dialogId} on {session.Portal.Authority}", requests.Length == 1 ? "Send message" : $"Send message in {requests.Length} parts"))
        {
            return;
        }

        if (isBatched)
        {
            batches ??= new(Cmdlet, "messages", used => used.SendInBatches(Cmdlet.Messages, Cmdlet.StopToken), WriteSent);
            foreach (Task<SentMessage?> result in batches.For(session).Add(requests))
            {
                batches.Add(dialogId, result);
            }

            return;
        }

        foreach (SendMessageRequest request in requests)
        {
            Write(session, Cmdlet.Await((observer, cancellation) => session.SendAsync(request, observer, cancellation)));
        }
    }

    private void WriteSent(B24Session session, string dialogId, Task<SentMessage?> result) => Cmdlet.TryFor(dialogId, () =>
    {
        if (Cmdlet.Await(result) is { } sent)
        {
            Write(session, sent);
        }
    });
}
