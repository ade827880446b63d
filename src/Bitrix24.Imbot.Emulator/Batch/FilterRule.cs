using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>A pattern whose groups are separated.</summary>
internal sealed class FilterRule
{
    private readonly Regex pattern;
    private readonly string separator;
    private readonly string[] words;

    /// <summary>A rule, and the words without which it cannot match: searching for them first makes long texts fast.</summary>
    public FilterRule(string pattern, bool ignoreCase = true, string separator = " ", params string[] words)
    {
        this.pattern = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));
        this.separator = separator;
        this.words = words;
    }

    public string Apply(string text) => Array.TrueForAll(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
        ? pattern.Replace(text, match => string.Join(separator, match.Groups.Cast<Group>().Skip(1).Select(group => group.Value)))
        : text;

    /// <summary>Applies rules one after another.</summary>
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
