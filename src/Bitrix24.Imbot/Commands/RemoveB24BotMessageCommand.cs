using System.Management.Automation;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>
/// Removes messages: the bot's own, or others' where it has the right. Without that right the portal answers yes and removes nothing, which is told where
/// the bot is of a type that can look.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "B24BotMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RemoveB24BotMessageCommand : B24MessageCommand
{
    private readonly Dictionary<long, bool> mayLook = [];
    private bool yesToAll;
    private bool noToAll;

    [Parameter]
    public SwitchParameter Complete { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessMessage(B24Session session, long botId, long messageId)
    {
        string action = Complete ? "Wipe out message" : "Remove message";
        if (!ShouldProcess($"message {messageId} on {NameOf(session)}", action))
        {
            return;
        }

        if (Complete && !IsConfirmed()
            && !ShouldContinue($"Wipe out message {messageId} of {NameOf(session)} for everybody? It cannot be brought back.", "Remove-B24BotMessage -Complete", ref yesToAll, ref noToAll))
        {
            return;
        }

        Send(session, new DeleteMessageRequest(botId, messageId, Complete));
        if (!Complete && MayLook(session, botId))
        {
            WarnIfItStands(session, botId, messageId);
        }
    }

    /// <summary>-Confirm has asked already, and -Confirm:$false says that nobody is to be asked.</summary>
    private bool IsConfirmed() => Force || MyInvocation.BoundParameters.ContainsKey("Confirm");

    /// <summary>Only bots of two types may read messages (docs/portal/messages.md, "Read and context"); which type a bot has is asked once.</summary>
    private bool MayLook(B24Session session, long botId)
    {
        if (!mayLook.TryGetValue(botId, out bool may))
        {
            try
            {
                may = Send(session, new GetBotRequest(botId)).Type?.ToLowerInvariant() is "supervisor" or "personal";
            }
            catch (B24Exception exception)
            {
                WriteDetail($"Whether messages still stand cannot be known ({exception.ErrorId}).");
            }

            mayLook[botId] = may;
        }

        return may;
    }

    private void WarnIfItStands(B24Session session, long botId, long messageId)
    {
        try
        {
            Message message = Send(session, new GetMessageRequest(botId, messageId));
            if (message.AuthorId != botId && !message.Params.ContainsKey("IS_DELETED"))
            {
                WriteWarning($"Message {messageId} still stands: bot {botId} has no right to remove what others wrote there. -Complete asks for no right.");
            }
        }
        catch (B24Exception exception)
        {
            WriteDetail($"Message {messageId} is not to be seen any more ({exception.ErrorId}).");
        }
    }
}
