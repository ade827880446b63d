using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Marks dialogs as read by the bot, completely or up to a message.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "B24BotMessageRead", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Confirm-B24BotMessageRead.html")]
[OutputType(typeof(ReadCounters))]
public sealed class ConfirmB24BotMessageReadCmdlet : B24DialogCmdlet
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(MessageId))]
    [OptionalId]
    public long? MessageId { get; set; }

    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", "Mark as read"))
        {
            WriteObject(Send(session, new ReadMessagesRequest(botId, dialogId, MessageId)));
        }
    }
}
