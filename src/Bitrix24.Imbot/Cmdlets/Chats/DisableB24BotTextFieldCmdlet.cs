using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Disables the text field of chats.</summary>
[Cmdlet(VerbsLifecycle.Disable, "B24BotTextField", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Disable-B24BotTextField.html")]
public sealed class DisableB24BotTextFieldCmdlet : B24DialogCmdlet
{
    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", "Disable the text field"))
        {
            Send(session, new SetTextFieldRequest(botId, dialogId, isEnabled: false));
        }
    }
}
