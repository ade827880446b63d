using System.Management.Automation;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Commands;

/// <summary>
/// Removes messages: the bot's own, or others' where it has the right. Without that right the portal answers yes and removes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "B24BotMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RemoveB24BotMessageCommand : B24MessageCommand
{
    /// <summary>Wipes the message out. The portal asks for no right then: any message of a chat that the bot is in goes.</summary>
    [Parameter]
    public SwitchParameter Complete { get; set; }

    /// <summary>Does not ask before wiping out.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void ProcessMessage(B24Session session, long botId, long messageId)
    {
        string action = Complete ? "Wipe out message" : "Remove message";
        if (!ShouldProcess($"message {messageId} on {NameOf(session)}", action))
        {
            return;
        }

        if (Complete && !Force && !ShouldContinue($"Wipe out message {messageId} of {NameOf(session)} for everybody? It cannot be brought back.", "Remove-B24BotMessage -Complete"))
        {
            return;
        }

        Send(session, new DeleteMessageRequest(botId, messageId, Complete));
    }
}
