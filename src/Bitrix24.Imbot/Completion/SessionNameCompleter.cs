namespace Bitrix24.Imbot.Completion;

/// <summary>Completes names of the sessions of this runspace.</summary>
internal sealed class SessionNameCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates() => SessionsHere()
        .Select(session => new Candidate(session.Name, session.Name, session.ToString()));
}
