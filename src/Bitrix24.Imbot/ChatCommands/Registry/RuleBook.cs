using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>
/// Finds the rule of a function: the rule with its name, or the rule with a matching wildcard. Two matching wildcards are an error, because a hashtable has no order
/// of precedence.
/// </summary>
internal sealed class RuleBook
{
    private readonly IReadOnlyDictionary<string, FunctionRule> rules;
    private readonly (string Name, WildcardPattern Pattern)[] patterns;

    /// <param name="rules">The rules by name, with and without wildcards.</param>
    public RuleBook(IReadOnlyDictionary<string, FunctionRule> rules)
    {
        this.rules = rules;
        patterns = [.. rules.Keys.Where(WildcardPattern.ContainsWildcardCharacters).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)))];
    }

    /// <summary>Finds the rule of each function, and reports rules that don't belong to a function.</summary>
    /// <param name="functions">The names of all functions.</param>
    /// <param name="mistakes">Receives the errors.</param>
    /// <returns>The rules by function name, without functions that have no rule.</returns>
    public IReadOnlyDictionary<string, FunctionRule> RulesOf(IEnumerable<string> functions, RuleMistakes mistakes)
    {
        Dictionary<string, FunctionRule> found = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> unused = new(rules.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (string function in functions)
        {
            string[] matching = [.. patterns.Where(rule => rule.Pattern.IsMatch(function)).Select(rule => rule.Name)];
            unused.ExceptWith(matching);
            unused.Remove(function);
            if (rules.TryGetValue(function, out FunctionRule? own))
            {
                found[function] = own;
            }
            else if (matching.Length == 1)
            {
                found[function] = rules[matching[0]];
            }
            else if (matching.Length > 1)
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
