using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Base class of cmdlets that process messages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24MessageCmdlet : B24BotCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(MessageId))]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1L, long.MaxValue)]
    public long[] MessageId { get; set; } = [];

    protected sealed override void ProcessRecord(B24Session session, long botId)
    {
        foreach (long messageId in MessageId.Length > 0 ? MessageId : [Demand(null, EventContext.RequireMessage)])
        {
            TryFor(messageId, () => ProcessMessage(session, botId, messageId));
        }
    }

    /// <summary>Processes one message.</summary>
    protected abstract void ProcessMessage(B24Session session, long botId, long messageId);
}
