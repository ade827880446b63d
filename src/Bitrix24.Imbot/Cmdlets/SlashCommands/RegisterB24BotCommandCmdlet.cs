using System.Collections;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Cmdlets.SlashCommands;

/// <summary>Registers a slash command of a bot. If the name exists, the portal returns the existing command unchanged.</summary>
[Cmdlet(VerbsLifecycle.Register, "B24BotCommand", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Register-B24BotCommand.html")]
[OutputType(typeof(SlashCommand))]
public sealed class RegisterB24BotCommandCmdlet : B24BotCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = null!;

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [LanguageTextsArgument]
    public Hashtable? Title { get; set; }

    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [LanguageTextsArgument]
    public Hashtable? CommandParameter { get; set; }

    [Parameter]
    public SwitchParameter Common { get; set; }

    [Parameter]
    public SwitchParameter Hidden { get; set; }

    [Parameter]
    public SwitchParameter ExtranetSupport { get; set; }

    protected override void ProcessRecord(B24Session session, long botId) => TryFor(Command, () =>
    {
        SlashCommandProperties properties = new()
        {
            Command = SlashCommandName.Require(Command),
            Title = LanguageTextsArgumentAttribute.ToDictionary(Title),
            Parameters = LanguageTextsArgumentAttribute.ToDictionary(CommandParameter),
            IsCommon = Common,
            IsHidden = Hidden,
            IsExtranetSupported = ExtranetSupport,
        };
        RegisterSlashCommandRequest request = new(botId, properties);
        request.ToParameters();
        if (!ShouldProcess($"bot {botId} on {NameOf(session)}", $"Register command /{properties.Command}"))
        {
            return;
        }

        SlashCommand command = Send(session, request);
        WriteObject(command);
        if (command.IsCommon != Common || command.IsHidden != Hidden || command.IsExtranetSupported != ExtranetSupport)
        {
            WriteWarning($"Command {command} ({command.CommandId}) already exists with other properties and was not changed. To change it, use Set-B24BotCommand.");
        }
    });
}
