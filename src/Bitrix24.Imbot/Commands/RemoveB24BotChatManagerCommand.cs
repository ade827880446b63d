using System.Management.Automation;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Makes managers of group chats ordinary members again. The portal says yes whatever happens to each of them: look at ManagerIds of Get-B24BotChat.</summary>
[Cmdlet(VerbsCommon.Remove, "B24BotChatManager", SupportsShouldProcess = true)]
public sealed class RemoveB24BotChatManagerCommand : B24ChatMemberCommand
{
    private protected override void ProcessChat(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Take management from users {string.Join(", ", UserId)}"))
        {
            Send(session, new RemoveChatManagersRequest(botId, dialogId, UserId));
        }
    }
}
