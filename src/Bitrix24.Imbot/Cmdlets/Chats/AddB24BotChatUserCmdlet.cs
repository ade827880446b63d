using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Adds users to group chats. The portal always reports success; check with Get-B24BotChatUser.</summary>
[Cmdlet(VerbsCommon.Add, "B24BotChatUser", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Add-B24BotChatUser.html")]
public sealed class AddB24BotChatUserCmdlet : B24ChatMemberCmdlet
{
    private protected override void ProcessChat(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Add users {string.Join(", ", UserId)}"))
        {
            Send(session, new AddChatUsersRequest(botId, dialogId, UserId));
        }
    }
}
