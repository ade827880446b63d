using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Removes the bot from group chats.</summary>
[Cmdlet(VerbsCommon.Exit, "B24BotChat", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Exit-B24BotChat.html")]
public sealed class ExitB24BotChatCmdlet : B24DialogCmdlet
{
    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", "Leave chat"))
        {
            Send(session, new LeaveChatRequest(botId, dialogId));
        }
    }
}
