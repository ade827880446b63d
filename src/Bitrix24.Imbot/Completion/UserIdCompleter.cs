using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the users that this runspace has seen, latest first, also by a part of their name.</summary>
internal sealed class UserIdCompleter : DialogIdCompleter
{
    protected override IEnumerable<Candidate> Candidates() => base.Candidates().Where(candidate => DialogId.IsPrivate(candidate.Value));

    protected override Candidate? Fallback(string word) => word.Length > 0 ? base.Fallback(word) : null;
}
