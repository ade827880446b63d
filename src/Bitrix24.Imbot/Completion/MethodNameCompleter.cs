using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the method names of the chatbot API by any part of the name. The tooltip shows the parameters.</summary>
internal sealed class MethodNameCompleter : ValueCompleter
{
    protected override IEnumerable<Candidate> Candidates() =>
        ApiMethods.All.Select(method => new Candidate(method.Name, method.Name, $"{method.Name}: {method.Parameters}".TrimEnd(':', ' ')));

    protected override bool Fits(Candidate candidate, string word) => candidate.Value.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
