using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the names of slash commands that this runspace has seen.</summary>
internal sealed class CommandNameCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() => SeenObjects.ForCurrentRunspace().Commands
        .Select(command => command.Command.TrimStart('/')).Distinct(StringComparer.Ordinal)
        .Select(name => new Candidate(name, "/" + name, "/" + name));
}
