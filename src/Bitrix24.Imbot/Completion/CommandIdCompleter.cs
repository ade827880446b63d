using System.Globalization;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the IDs of slash commands that this runspace has seen, also by the start of their name.</summary>
internal sealed class CommandIdCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() => SeenObjects.ForCurrentRunspace().Commands.Select(command => new Candidate(
        (command.CommandId ?? 0).ToString(CultureInfo.InvariantCulture),
        command.Command,
        $"{command.Command} of bot {command.BotId}"));
}
