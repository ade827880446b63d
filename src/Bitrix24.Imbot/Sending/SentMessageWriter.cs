using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Sending;

/// <summary>Writes messages that were sent, and says so where the portal has sent nothing because it knew their idempotency key.</summary>
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
            cmdlet.WriteDetail($"The portal recognised the idempotency key of message {sent.MessageId} in {sent.DialogId} and sent nothing.");
        }

        cmdlet.WriteObject(sent);
    }
}
