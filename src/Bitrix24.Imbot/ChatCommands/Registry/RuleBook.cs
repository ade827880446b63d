using System.Collections;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>
/// Finds the rule of a function: the rule with its name, or the rule with a matching wildcard. Two matching wildcards are an error, because a hashtable has no order
/// of precedence.
/// </summary>
internal static class RuleBook
{
    /// <summary>Reads the rules, finds the rule of each function, and reports rules that don't belong to a function.</summary>
    /// <returns>The rules by function name. A function without a rule gets the default rule.</returns>
    public static IReadOnlyDictionary<string, FunctionRule> RulesOf(IDictionary? table, IReadOnlyCollection<string> functions, RuleMistakes mistakes)
    {
        IReadOnlyDictionary<string, FunctionRule> rules = FunctionRuleReader.ReadAll(table, mistakes);
        (string Name, WildcardPattern Pattern)[] patterns = [.. rules.Keys.Where(WildcardPattern.ContainsWildcardCharacters).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)))];
        Dictionary<string, FunctionRule> found = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> unused = new(rules.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (string function in functions)
        {
            string[] matching = [.. patterns.Where(rule => rule.Pattern.IsMatch(function)).Select(rule => rule.Name)];
            unused.ExceptWith(matching);
            unused.Remove(function);
            bool hasOwn = rules.TryGetValue(function, out FunctionRule? own);
            found[function] = hasOwn ? own! : matching.Length == 1 ? rules[matching[0]] : new FunctionRule();
            if (!hasOwn && matching.Length > 1)
            {
                mistakes.Add($"The rules '{string.Join("', '", matching)}' all match '{function}'. Add a rule for '{function}'.");
            }
        }

        foreach (string name in unused.OrderBy(name => name, StringComparer.OrdinalIgnoreCase))
        {
            mistakes.Add(WildcardPattern.ContainsWildcardCharacters(name)
                ? $"The rule for '{name}' matches no function."
                : $"The rule for '{name}' doesn't belong to a function of -Function.");
        }

        return found;
    }
}
