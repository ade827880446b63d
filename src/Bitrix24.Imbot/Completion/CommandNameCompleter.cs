using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes names of the bots' slash commands that were seen in this runspace.</summary>
internal sealed class CommandNameCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates() => SeenObjects.Here().Commands
        .Select(command => command.Command.TrimStart('/')).Distinct(StringComparer.Ordinal)
        .Select(name => new Candidate(name, "/" + name, "/" + name));
}
