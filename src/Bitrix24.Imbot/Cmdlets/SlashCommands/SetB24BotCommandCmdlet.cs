using System.Collections;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Cmdlets.SlashCommands;

/// <summary>Changes a bot's slash commands. Omitted values remain unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "B24BotCommand", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Set-B24BotCommand.html")]
[OutputType(typeof(SlashCommand))]
public sealed class SetB24BotCommandCmdlet : B24BotCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(CommandId))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public NameOrId[] CommandId { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Command { get; set; }

    [Parameter]
    [LanguageTextsArgument]
    public Hashtable? Title { get; set; }

    [Parameter]
    [LanguageTextsArgument]
    public Hashtable? CommandParameter { get; set; }

    [Parameter]
    public bool? Common { get; set; }

    [Parameter]
    public bool? Hidden { get; set; }

    [Parameter]
    public bool? ExtranetSupport { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord(B24Session session, long botId)
    {
        foreach (NameOrId command in CommandId)
        {
            TryFor(command.Input, () => Change(session, botId, FindCommand(session, botId, command)));
        }
    }

    private void Change(B24Session session, long botId, long commandId)
    {
        UpdateSlashCommandRequest request = new(botId, commandId, new SlashCommandProperties
        {
            Command = Command is null ? null : SlashCommandName.Require(Command),
            Title = LanguageTextsArgumentAttribute.ToDictionary(Title),
            Parameters = LanguageTextsArgumentAttribute.ToDictionary(CommandParameter),
            IsCommon = Common,
            IsHidden = Hidden,
            IsExtranetSupported = ExtranetSupport,
        });
        request.ToParameters();
        if (!ShouldProcess($"command {commandId} of bot {botId} on {NameOf(session)}", "Change command"))
        {
            return;
        }

        SlashCommand changed = Send(session, request);
        if (PassThru)
        {
            WriteObject(changed);
        }
    }
}
