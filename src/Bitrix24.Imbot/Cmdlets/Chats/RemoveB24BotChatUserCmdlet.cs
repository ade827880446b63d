using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Removes users from group chats. The portal reports success even if a user isn't a member.</summary>
[Cmdlet(VerbsCommon.Remove, "B24BotChatUser", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Remove-B24BotChatUser.html")]
public sealed class RemoveB24BotChatUserCmdlet : B24ChatMemberCmdlet
{
    private protected override void ProcessChat(B24Session session, long botId, string dialogId)
    {
        foreach (long userId in UserId)
        {
            TryFor(userId, () =>
            {
                if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Remove user {userId}"))
                {
                    Send(session, new RemoveChatUserRequest(botId, dialogId, userId));
                }
            });
        }
    }
}
