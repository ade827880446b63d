using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>
/// Finds a pattern and separates its groups. The pattern can match only if the text contains all <paramref name="words"/>. They are searched first, so
/// that long texts are fast.
/// </summary>
internal sealed class FilterRule(string pattern, bool ignoreCase = true, string separator = " ", params string[] words)
{
    private readonly Regex regex = new(pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));

    public string Apply(string text) => Array.TrueForAll(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
        ? regex.Replace(text, match => string.Join(separator, match.Groups.Cast<Group>().Skip(1).Select(group => group.Value)))
        : text;

    public static string ApplyOnce(IReadOnlyCollection<FilterRule> rules, string text) =>
        rules.Aggregate(text, (current, rule) => rule.Apply(current));

    /// <summary>Applies rules one after another, until they change nothing.</summary>
    public static string ApplyAll(IReadOnlyCollection<FilterRule> rules, string text) => Repeat(text, part => ApplyOnce(rules, part));

    /// <summary>Repeats a step until it changes nothing.</summary>
    public static string Repeat(string text, Func<string, string> step)
    {
        string before;
        do
        {
            before = text;
            text = step(text);
        }
        while (text != before);

        return text;
    }
}
