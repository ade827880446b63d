using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Checking;

/// <summary>A phrase that must not be used in this repository.</summary>
internal sealed class PhraseRule(string name, string pattern, string advice, bool inFragments = true)
{
    private readonly Regex pattern = new(pattern, RegexOptions.CultureInvariant);

    public string Name => name;

    public Finding? Check(Sentence sentence)
    {
        Match match = sentence.IsFragment && !inFragments ? Match.Empty : pattern.Match(sentence.Plain);
        return match.Success ? new Finding(sentence, name, $"'{match.Value.Trim()}': {advice}") : null;
    }
}
