using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes names of methods of the chat-bot API, from any part of them, and tells their parameters.</summary>
internal sealed class MethodNameCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates() =>
        ApiMethods.All.Select(method => new Candidate(method.Name, method.Name, $"{method.Name}: {method.Parameters}".TrimEnd(':', ' ')));

    /// <inheritdoc />
    protected override bool Fits(Candidate candidate, string word) => candidate.Value.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
