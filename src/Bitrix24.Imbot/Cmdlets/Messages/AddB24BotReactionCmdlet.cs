using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Adds reactions to messages. Adding an existing reaction is not an error.</summary>
[Cmdlet(VerbsCommon.Add, "B24BotReaction", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Add-B24BotReaction.html")]
public sealed class AddB24BotReactionCmdlet : B24ReactionCmdlet
{
    private protected override string Action => "Add reaction";

    private protected override ReactionRequest RequestFor(long botId, long messageId, string reaction) => new AddReactionRequest(botId, messageId, reaction);
}
