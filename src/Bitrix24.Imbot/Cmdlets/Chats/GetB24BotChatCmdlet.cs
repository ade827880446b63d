using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Gets chats. For a user ID, the portal creates the private dialog if it doesn't exist.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotChat", HelpUri = OnlineHelp.Pages + "Get-B24BotChat.html")]
[OutputType(typeof(Chat))]
public sealed class GetB24BotChatCmdlet : B24DialogCmdlet
{
    protected override void ProcessDialog(B24Session session, long botId, string dialogId) =>
        WriteObject(Send(session, new GetChatRequest(botId, dialogId)));
}
