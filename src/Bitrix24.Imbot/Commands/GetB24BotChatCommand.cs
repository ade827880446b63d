using System.Management.Automation;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Gives chats. Asked for a user's number, the portal opens the private dialog where there is none yet.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotChat")]
[OutputType(typeof(Chat))]
public sealed class GetB24BotChatCommand : B24DialogCommand
{
    protected override void ProcessDialog(B24Session session, long botId, string dialogId) =>
        WriteObject(Send(session, new GetChatRequest(botId, dialogId)));
}
