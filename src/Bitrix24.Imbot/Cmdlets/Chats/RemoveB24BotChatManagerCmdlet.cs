using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Removes managers from group chats. The portal always reports success; check ManagerIds of Get-B24BotChat.</summary>
[Cmdlet(VerbsCommon.Remove, "B24BotChatManager", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Remove-B24BotChatManager.html")]
public sealed class RemoveB24BotChatManagerCmdlet : B24ChatMemberCmdlet
{
    private protected override void ProcessChat(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Remove managers {string.Join(", ", UserId)}"))
        {
            Send(session, new RemoveChatManagersRequest(botId, dialogId, UserId));
        }
    }
}
