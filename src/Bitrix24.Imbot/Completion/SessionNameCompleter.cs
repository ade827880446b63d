using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the names of this runspace's sessions.</summary>
internal sealed class SessionNameCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() => SessionStore.GetAllInCurrentRunspace()
        .Select(session => new Candidate(session.Name, session.Name, session.ToString()));
}
