using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Sending;

/// <summary>Sends the messages of a cmdlet: separately, in batches, or as one text.</summary>
internal abstract class MessageSending(AwaitingCmdlet cmdlet)
{
    protected AwaitingCmdlet Cmdlet { get; } = cmdlet;

    public abstract void Add(B24Session session, long botId, PipedMessage message);

    /// <summary>Sends the remaining messages, waits for them, and writes the results.</summary>
    public abstract void Complete();

    /// <summary>Called when the pipeline has ended, possibly early. Waits for running requests, and writes nothing.</summary>
    public abstract void BreakOff();

    /// <summary>Writes a sent message, or reports that it was not sent because its idempotency key was already used.</summary>
    protected void Write(B24Session session, SentMessage sent)
    {
        SessionStore.For(Cmdlet).Learn(session, sent);
        if (sent.HasOtherContent)
        {
            Cmdlet.WriteWarning(
                $"The idempotency key was already used for message {sent.MessageId} in {sent.DialogId}, which has other content. Nothing was sent. "
                + "Use another -IdempotencyKey for another message.");
        }
        else if (sent.IsDuplicate == true)
        {
            Cmdlet.WriteDetail($"The idempotency key was already used for message {sent.MessageId} in {sent.DialogId}. Nothing was sent.");
        }

        Cmdlet.WriteObject(sent);
    }
}
