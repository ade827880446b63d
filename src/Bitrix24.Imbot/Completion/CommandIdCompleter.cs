using System.Globalization;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes ids of the bots' slash commands that were seen in this runspace, also from the beginning of their name.</summary>
internal sealed class CommandIdCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates() => SeenObjects.Here().Commands.Select(command => new Candidate(
        (command.CommandId ?? 0).ToString(CultureInfo.InvariantCulture),
        command.Command,
        $"{command.Command} of bot {command.BotId}"));
}
