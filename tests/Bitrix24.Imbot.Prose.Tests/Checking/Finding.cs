namespace Bitrix24.Imbot.Prose.Tests.Checking;

/// <summary>A sentence that breaks a rule.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Advice">What to write instead.</param>
internal sealed record Finding(Sentence Sentence, string Rule, string Advice)
{
    public override string ToString() => $"{Sentence.File}:{Sentence.Line}: {Rule}: {Sentence.Text} [{Advice}]";
}
