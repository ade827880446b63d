using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the scopes that the cmdlets require, with their purpose.</summary>
internal sealed class ScopeCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() => Scopes.Known.Select(scope => new Candidate(scope.Key, scope.Key, $"{scope.Key}: {scope.Value}"));
}
