using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes reactions and shows their symbols.</summary>
internal sealed class ReactionCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() =>
        Reactions.Signs.Select(reaction => new Candidate(reaction.Key, $"{reaction.Key} {reaction.Value}", reaction.Value));
}
