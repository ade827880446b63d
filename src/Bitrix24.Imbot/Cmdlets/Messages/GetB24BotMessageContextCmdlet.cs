using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Gets the messages around a message. Requires a bot of the type supervisor or personal.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotMessageContext", HelpUri = OnlineHelp.Pages + "Get-B24BotMessageContext.html")]
[OutputType(typeof(MessageContext))]
public sealed class GetB24BotMessageContextCmdlet : B24MessageCmdlet
{
    [Parameter(Position = 1)]
    [ValidateRange(1, GetMessageContextRequest.MaxRange)]
    public int Range { get; set; } = GetMessageContextRequest.MaxRange;

    protected override void ProcessMessage(B24Session session, long botId, long messageId) =>
        WriteObject(Send(session, new GetMessageContextRequest(botId, messageId, Range)));
}
