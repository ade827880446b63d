using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Removes the bot's reactions from messages.</summary>
[Cmdlet(VerbsCommon.Remove, "B24BotReaction", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Remove-B24BotReaction.html")]
public sealed class RemoveB24BotReactionCmdlet : B24ReactionCmdlet
{
    private protected override string Action => "Remove reaction";

    private protected override ReactionRequest RequestFor(long botId, long messageId, string reaction) => new RemoveReactionRequest(botId, messageId, reaction);
}
