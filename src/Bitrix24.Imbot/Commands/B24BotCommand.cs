using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core;

namespace Bitrix24.Imbot.Commands;

/// <summary>What all cmdlets share that act for a bot.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24BotCommand : B24SessionCommand
{
    /// <summary>The bot that acts; the session's default one when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(BotId))]
    [ValidateRange(1L, long.MaxValue)]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public long? BotId { get; set; }

    /// <inheritdoc />
    protected sealed override void ProcessRecord()
    {
        B24Session session = RequireSession();
        ProcessRecord(session, Demand(null, () => session.RequireBot(BotId)));
    }

    /// <summary>Works on one input object, with session and bot at hand.</summary>
    protected abstract void ProcessRecord(B24Session session, long botId);
}
