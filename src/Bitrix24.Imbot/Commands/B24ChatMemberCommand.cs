using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>What all cmdlets share that change who is in a chat, or what these people may do there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24ChatMemberCommand : B24DialogCommand
{
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long[] UserId { get; set; } = [];

    protected sealed override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        // A user from the pipeline is a dialog, too, and would be put into the private dialog with itself.
        if (Core.Messages.DialogId.IsPrivate(dialogId))
        {
            throw ChatErrors.DialogIdInvalid.With($"{ShownInput.Quote(dialogId)} is the private dialog with a user, and not a group chat. Name the chat with -DialogId.");
        }

        ProcessChat(session, botId, dialogId);
    }

    /// <summary>Works on one group chat.</summary>
    private protected abstract void ProcessChat(B24Session session, long botId, string dialogId);
}
