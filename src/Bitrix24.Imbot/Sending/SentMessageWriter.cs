using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Sending;

/// <summary>Writes sent messages, and reports messages that were not sent because their idempotency key was already used.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class SentMessageWriter(SafeOutputCmdlet cmdlet)
{
    /// <summary>Writes one message.</summary>
    public void Write(B24Session session, SentMessage sent)
    {
        SessionStore.For(cmdlet).Learn(session, sent);
        if (sent.HasOtherContent)
        {
            cmdlet.WriteWarning(
                $"The idempotency key was already used for message {sent.MessageId} in {sent.DialogId}, which has other content. Nothing was sent. "
                + "Use another -IdempotencyKey for another message.");
        }
        else if (sent.IsDuplicate == true)
        {
            cmdlet.WriteDetail($"The idempotency key was already used for message {sent.MessageId} in {sent.DialogId}. Nothing was sent.");
        }

        cmdlet.WriteObject(sent);
    }
}
