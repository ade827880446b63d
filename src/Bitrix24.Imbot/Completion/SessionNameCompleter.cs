namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the names of this runspace's sessions.</summary>
internal sealed class SessionNameCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() => SessionsHere()
        .Select(session => new Candidate(session.Name, session.Name, session.ToString()));
}
