using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>
/// Removes messages of the bot, or of others if the bot has the right. Without this right, the portal reports success and removes nothing; this causes a warning if
/// the bot can read messages.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "B24BotMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = OnlineHelp.Pages + "Remove-B24BotMessage.html")]
public sealed class RemoveB24BotMessageCmdlet : B24MessageCmdlet
{
    private readonly Dictionary<long, bool> mayReadMessages = [];
    private bool yesToAll;
    private bool noToAll;

    [Parameter]
    public SwitchParameter Complete { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessMessage(B24Session session, long botId, long messageId)
    {
        string action = Complete ? "Permanently delete message" : "Remove message";
        if (!ShouldProcess($"message {messageId} on {NameOf(session)}", action))
        {
            return;
        }

        if (Complete && !IsConfirmed()
            && !ShouldContinue($"Permanently delete message {messageId} on {NameOf(session)} for everyone? This can't be undone.", "Remove-B24BotMessage -Complete", ref yesToAll, ref noToAll))
        {
            return;
        }

        Send(session, new DeleteMessageRequest(botId, messageId, Complete));
        if (!Complete && MayReadMessages(session, botId))
        {
            WarnIfNotRemoved(session, botId, messageId);
        }
    }

    /// <summary>With -Confirm, the user was already asked. -Confirm:$false suppresses the question.</summary>
    private bool IsConfirmed() => Force || MyInvocation.BoundParameters.ContainsKey("Confirm");

    /// <summary>Whether the bot can read messages, which requires the type supervisor or personal (docs/portal/messages.md, "Read and context"). The type is requested once.</summary>
    private bool MayReadMessages(B24Session session, long botId)
    {
        if (!mayReadMessages.TryGetValue(botId, out bool may))
        {
            try
            {
                may = Send(session, new GetBotRequest(botId)).Type?.ToLowerInvariant() is "supervisor" or "personal";
            }
            catch (B24Exception exception)
            {
                WriteDetail($"It can't be verified that messages were removed ({exception.ErrorId}).");
            }

            mayReadMessages[botId] = may;
        }

        return may;
    }

    private void WarnIfNotRemoved(B24Session session, long botId, long messageId)
    {
        try
        {
            Message message = Send(session, new GetMessageRequest(botId, messageId));
            if (message.AuthorId != botId && !message.Params.ContainsKey("IS_DELETED"))
            {
                WriteWarning($"Message {messageId} was not removed. Bot {botId} doesn't have the right to remove messages of others in this chat. -Complete doesn't require this right.");
            }
        }
        catch (B24Exception exception)
        {
            WriteDetail($"Message {messageId} was removed: it can no longer be read ({exception.ErrorId}).");
        }
    }
}
