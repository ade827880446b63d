using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Cmdlets.SlashCommands;

/// <summary>Gets a bot's slash commands. The messenger's six built-in commands are omitted by default.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotCommand", HelpUri = OnlineHelp.Pages + "Get-B24BotCommand.html")]
[OutputType(typeof(SlashCommand))]
public sealed class GetB24BotCommandCmdlet : B24BotCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CommandNameCompleter))]
    public string[]? Command { get; set; }

    [Parameter]
    [NameOrIdArgument(nameof(CommandId))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public NameOrId[]? CommandId { get; set; }

    [Parameter]
    public SwitchParameter IncludeBuiltIn { get; set; }

    protected override void ProcessRecord(B24Session session, long botId) => TryFor(botId, () =>
        WriteObject(Send(session, new ListSlashCommandsRequest(botId)).Where(IsWanted), enumerateCollection: true));

    private bool IsWanted(SlashCommand command) =>
        (IncludeBuiltIn || !command.IsBuiltIn)
        && (CommandId is null || Array.Exists(CommandId, wanted => IsCalled(command, wanted)))
        && (Command is null || Command.Any(pattern => IsLike(command, pattern)));

    private static bool IsLike(SlashCommand command, string pattern) =>
        new NamePattern("/" + (pattern.StartsWith("/", StringComparison.Ordinal) ? pattern.Substring(1) : pattern), isCaseSensitive: true)
            .IsMatch(command.Command);
}
