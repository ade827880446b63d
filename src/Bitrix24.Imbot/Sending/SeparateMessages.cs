using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Sending;

/// <summary>Sends each message separately or in a batch.</summary>
internal sealed class SeparateMessages : IMessageSending
{
    private readonly AwaitingCmdlet cmdlet;
    private readonly MessageDraft draft;
    private readonly MessageForm form;
    private readonly SentMessageWriter writer;
    private readonly SessionBatches<BatchedMessages, string, SentMessage?>? batches;
    private readonly MessageKeys keys = new();

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="draft">The options of all messages.</param>
    /// <param name="form">The format of their texts.</param>
    /// <param name="writer">Writes the sent messages.</param>
    /// <param name="isBatched">Whether the messages are sent in batches.</param>
    public SeparateMessages(AwaitingCmdlet cmdlet, MessageDraft draft, MessageForm form, SentMessageWriter writer, bool isBatched)
    {
        this.cmdlet = cmdlet;
        this.draft = draft;
        this.form = form;
        this.writer = writer;
        batches = isBatched ? new(cmdlet, "messages", session => session.SendInBatches(cmdlet.Messages, cmdlet.StopToken), WriteSent) : null;
    }

    /// <inheritdoc />
    public void Add(B24Session session, long botId, PipedMessage message)
    {
        (string? text, Core.Text.Attachment? attachment) = message.Content();
        foreach (string dialogId in message.Dialogs())
        {
            if (message.IsBotItself(dialogId, botId))
            {
                cmdlet.WriteWarning($"Bot {botId} was skipped, because a bot can't send messages to itself.");
                continue;
            }

            cmdlet.TryFor(dialogId, () =>
            {
                MessageDraft complete = draft with { Text = form.Apply(text), Attachment = attachment, CallerKey = message.IdempotencyKey };
                Send(session, dialogId, [.. complete.ToRequests(session.Portal, botId, dialogId, keys)]);
            });
        }
    }

    /// <inheritdoc />
    public void Complete() => batches?.Complete();

    /// <inheritdoc />
    public void BreakOff() => batches?.WaitUntilIdle();

    private void Send(B24Session session, string dialogId, SendMessageRequest[] requests)
    {
        if (!cmdlet.ShouldProcess($"{dialogId} on {session.Portal.Authority}", requests.Length == 1 ? "Send message" : $"Send message in {requests.Length} parts"))
        {
            return;
        }

        if (batches is not null)
        {
            foreach (Task<SentMessage?> result in batches.For(session).Add(requests))
            {
                batches.Add(dialogId, result);
            }

            return;
        }

        foreach (SendMessageRequest request in requests)
        {
            writer.Write(session, cmdlet.Await((observer, cancellation) => session.SendAsync(request, observer, cancellation)));
        }
    }

    private void WriteSent(B24Session session, string dialogId, Task<SentMessage?> result) => cmdlet.TryFor(dialogId, () =>
    {
        if (cmdlet.Await(result) is { } sent)
        {
            writer.Write(session, sent);
        }
    });
}
