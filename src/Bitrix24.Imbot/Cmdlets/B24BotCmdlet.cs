using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Cmdlets;

/// <summary>Base class of cmdlets that act as a bot.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24BotCmdlet : B24SessionCmdlet
{
    private readonly Dictionary<(Guid Session, long BotId), IReadOnlyList<SlashCommand>> foundCommands = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(BotId))]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public NameOrId? BotId { get; set; }

    /// <summary>Finds a slash command of a bot by ID or name. The bot's commands are requested once.</summary>
    /// <exception cref="B24Exception"><see cref="SlashCommandErrors.CommandNotFound"/>, <see cref="SlashCommandErrors.CommandNameAmbiguous"/>.</exception>
    private protected long FindCommand(B24Session session, long botId, NameOrId command)
    {
        if (command.Id is { } id)
        {
            return id;
        }

        if (!foundCommands.TryGetValue((session.Id, botId), out IReadOnlyList<SlashCommand>? commands))
        {
            commands = Send(session, new ListSlashCommandsRequest(botId));
            foundCommands.Add((session.Id, botId), commands);
        }

        List<SlashCommand> called = [.. commands.Where(candidate => IsCalled(candidate, command))];
        List<SlashCommand> exactly = called.FindAll(candidate => candidate.Command == "/" + command.Name!.TrimStart('/'));
        called = exactly.Count > 0 ? exactly : called;
        return called.Count switch
        {
            1 => called[0].CommandId!.Value,
            0 => throw SlashCommandErrors.CommandNotFound.With($"Bot {botId} has no slash command {command}."),
            _ => throw SlashCommandErrors.CommandNameAmbiguous.With(
                $"Bot {botId} has {called.Count} slash commands {command}. Their IDs are {string.Join(", ", called.Select(found => found.CommandId))}."),
        };
    }

    /// <summary>Whether a slash command has this ID or name. The slash is optional, and case is ignored. Built-in commands have no ID.</summary>
    private protected static bool IsCalled(SlashCommand command, NameOrId wanted) => command.CommandId is { } id
        && (wanted.Id == id || (wanted.Name is { } name && !command.IsBuiltIn
            && string.Equals(command.Command.TrimStart('/'), name.TrimStart('/'), StringComparison.OrdinalIgnoreCase)));

    protected sealed override void ProcessRecord()
    {
        B24Session session = RequireSession();
        if (TryFindBot(session, BotId) is { } botId)
        {
            ProcessRecord(session, botId);
        }
    }

    /// <summary>Processes one input object.</summary>
    protected abstract void ProcessRecord(B24Session session, long botId);
}
