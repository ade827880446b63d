using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Cmdlets;

/// <summary>Base class of cmdlets that process dialogs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24DialogCmdlet : B24BotCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DialogId { get; set; } = [];

    protected sealed override void ProcessRecord(B24Session session, long botId)
    {
        foreach (string dialogId in DialogId.Length > 0 ? DialogId : [Demand(null, EventContext.RequireDialog)])
        {
            TryFor(dialogId, () => ProcessDialog(session, botId, dialogId));
        }
    }

    /// <summary>Processes one dialog.</summary>
    protected abstract void ProcessDialog(B24Session session, long botId, string dialogId);
}
