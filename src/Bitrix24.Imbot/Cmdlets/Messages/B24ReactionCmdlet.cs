using System.ComponentModel;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Base class of cmdlets that change the bot's reactions to messages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24ReactionCmdlet : B24MessageCmdlet
{
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReactionCompleter))]
    public string Reaction { get; set; } = null!;

    /// <summary>The action for <c>-WhatIf</c> and <c>-Confirm</c>, before the name of the reaction.</summary>
    private protected abstract string Action { get; }

    /// <summary>Creates the request for one message.</summary>
    private protected abstract ReactionRequest RequestFor(long botId, long messageId, string reaction);

    protected sealed override void ProcessMessage(B24Session session, long botId, long messageId)
    {
        string code = Reactions.CodeOf(Reaction);
        if (ShouldProcess($"message {messageId} on {NameOf(session)}", $"{Action} {code}"))
        {
            Send(session, RequestFor(botId, messageId, code));
        }
    }
}
