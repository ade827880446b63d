using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Bots;

namespace Bitrix24.Imbot.Cmdlets.Bots;

/// <summary>Removes bots with their commands and pending events. The default bot is never removed implicitly.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "B24Bot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = OnlineHelp.Pages + "Unregister-B24Bot.html")]
public sealed class UnregisterB24BotCmdlet : B24SessionCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId[] BotId { get; set; } = [];

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        foreach (NameOrId bot in BotId)
        {
            TryFor(bot.Input, () =>
            {
                long botId = FindBot(session, bot);
                if (ShouldProcess($"bot {botId} on {NameOf(session)}", "Unregister bot with its commands and pending events"))
                {
                    Send(session, new UnregisterBotRequest(botId));
                }
            });
        }
    }
}
