using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Enables the text field of chats.</summary>
[Cmdlet(VerbsLifecycle.Enable, "B24BotTextField", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Enable-B24BotTextField.html")]
public sealed class EnableB24BotTextFieldCmdlet : B24DialogCmdlet
{
    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", "Enable the text field"))
        {
            Send(session, new SetTextFieldRequest(botId, dialogId, isEnabled: true));
        }
    }
}
