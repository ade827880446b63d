using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Adds managers to group chats. The portal always reports success; check ManagerIds of Get-B24BotChat.</summary>
[Cmdlet(VerbsCommon.Add, "B24BotChatManager", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Add-B24BotChatManager.html")]
public sealed class AddB24BotChatManagerCmdlet : B24ChatMemberCmdlet
{
    private protected override void ProcessChat(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Add managers {string.Join(", ", UserId)}"))
        {
            Send(session, new AddChatManagersRequest(botId, dialogId, UserId));
        }
    }
}
