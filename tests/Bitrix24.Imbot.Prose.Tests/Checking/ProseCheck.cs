namespace Bitrix24.Imbot.Prose.Tests.Checking;

/// <summary>Applies all rules to texts.</summary>
internal static class ProseCheck
{
    public static IEnumerable<Finding> Check(IEnumerable<Reading.Prose> texts) => texts.SelectMany(Sentence.Of).SelectMany(Check);

    public static IEnumerable<Finding> Check(Sentence sentence)
    {
        IEnumerable<Finding?> findings = sentence.IsRussian
            ? [RussianRules.CheckLength(sentence), RussianRules.CheckAlphabet(sentence)]
            : [.. EnglishRules.Phrases.Select(rule => rule.Check(sentence)), EnglishRules.CheckLength(sentence), RussianRules.CheckTranslated(sentence)];
        return findings.OfType<Finding>();
    }
}
