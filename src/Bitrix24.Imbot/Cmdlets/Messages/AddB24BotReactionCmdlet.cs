using System.Management.Automation;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Adds reactions to messages. Adding an existing reaction is not an error.</summary>
[Cmdlet(VerbsCommon.Add, "B24BotReaction", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Add-B24BotReaction.html")]
public sealed class AddB24BotReactionCmdlet : B24MessageCmdlet
{
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReactionCompleter))]
    public string Reaction { get; set; } = null!;

    protected override void ProcessMessage(B24Session session, long botId, long messageId)
    {
        string code = Reactions.CodeOf(Reaction);
        if (ShouldProcess($"message {messageId} on {NameOf(session)}", $"Add reaction {code}"))
        {
            Send(session, new AddReactionRequest(botId, messageId, code));
        }
    }
}
