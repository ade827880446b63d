using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Gets messages. Requires a bot of the type supervisor or personal.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotMessage", HelpUri = OnlineHelp.Pages + "Get-B24BotMessage.html")]
[OutputType(typeof(Message))]
public sealed class GetB24BotMessageCmdlet : B24MessageCmdlet
{
    protected override void ProcessMessage(B24Session session, long botId, long messageId) =>
        WriteObject(Send(session, new GetMessageRequest(botId, messageId)));
}
