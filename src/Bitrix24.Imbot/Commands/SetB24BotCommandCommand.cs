using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Changes a bot's slash commands; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "B24BotCommand", SupportsShouldProcess = true)]
[OutputType(typeof(BotCommand))]
public sealed class SetB24BotCommandCommand : B24BotCommand
{
    /// <summary>Ids of commands, or command objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(CommandId))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public NameOrId[] CommandId { get; set; } = [];

    /// <summary>The new name, one word, with or without the slash.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Command { get; set; }

    /// <summary>
    /// Text shown beside it: a hashtable by language, or one text, which is the English one. Languages that are not named keep theirs; $null
    /// takes a language away.
    /// </summary>
    [Parameter]
    [LanguageTextsArgument]
    public Hashtable? Title { get; set; }

    /// <summary>Parameters shown beside it, given like the title. The portal reads them only for languages whose title comes in the same call.</summary>
    [Parameter]
    [LanguageTextsArgument]
    public Hashtable? CommandParameter { get; set; }

    /// <summary>$true: it works in every chat; $false: only where the bot is.</summary>
    [Parameter]
    public bool? Common { get; set; }

    /// <summary>$true: it is not suggested to people; $false: it is.</summary>
    [Parameter]
    public bool? Hidden { get; set; }

    /// <summary>$true: extranet users can use it; $false: they cannot.</summary>
    [Parameter]
    public bool? ExtranetSupport { get; set; }

    /// <summary>Gives the changed command.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord(B24Session session, long botId)
    {
        foreach (NameOrId command in CommandId)
        {
            TryFor(command.Input, () => Change(session, botId, FindCommand(session, botId, command)));
        }
    }

    private void Change(B24Session session, long botId, long commandId)
    {
        UpdateCommandRequest request = new(botId, commandId, new CommandProperties
        {
            Command = Command is null ? null : CommandName.Require(Command),
            Title = LanguageTexts.From(Title),
            Parameters = LanguageTexts.From(CommandParameter),
            IsCommon = Common,
            IsHidden = Hidden,
            IsExtranetSupported = ExtranetSupport,
        });
        request.ToParameters();
        if (!ShouldProcess($"command {commandId} of bot {botId} on {NameOf(session)}", "Change command"))
        {
            return;
        }

        BotCommand changed = Send(session, request);
        if (PassThru)
        {
            WriteObject(changed);
        }
    }
}
