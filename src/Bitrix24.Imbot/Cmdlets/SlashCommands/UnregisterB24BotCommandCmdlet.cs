using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Cmdlets.SlashCommands;

/// <summary>Removes a bot's slash commands.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "B24BotCommand", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Unregister-B24BotCommand.html")]
public sealed class UnregisterB24BotCommandCmdlet : B24BotCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(CommandId))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public NameOrId[] CommandId { get; set; } = [];

    protected override void ProcessRecord(B24Session session, long botId)
    {
        foreach (NameOrId command in CommandId)
        {
            TryFor(command.Input, () =>
            {
                long commandId = FindCommand(session, botId, command);
                if (ShouldProcess($"command {commandId} of bot {botId} on {NameOf(session)}", "Remove command"))
                {
                    Send(session, new UnregisterSlashCommandRequest(botId, commandId));
                }
            });
        }
    }
}
