using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Base class of cmdlets that change the members or managers of a chat.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24ChatMemberCmdlet : B24DialogCmdlet
{
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long[] UserId { get; set; } = [];

    protected sealed override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        // A user from the pipeline also binds as a dialog and would be added to its own private dialog.
        if (Core.Messages.DialogId.IsPrivate(dialogId))
        {
            throw ChatErrors.DialogIdInvalid.With($"{ShownInput.Quote(dialogId)} is a private dialog, not a group chat. Specify the group chat with -DialogId.");
        }

        ProcessChat(session, botId, dialogId);
    }

    /// <summary>Processes one group chat.</summary>
    private protected abstract void ProcessChat(B24Session session, long botId, string dialogId);
}
