using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>
/// Finds the rule of a function: the one with its name, or else the one whose wildcards match it. A function has one rule, and two that match are a mistake:
/// which of them is meant, a table without an order can't say.
/// </summary>
internal sealed class RuleBook
{
    private readonly IReadOnlyDictionary<string, FunctionRule> rules;
    private readonly (string Name, WildcardPattern Pattern)[] patterns;

    /// <param name="rules">Rules by names, with and without wildcards.</param>
    public RuleBook(IReadOnlyDictionary<string, FunctionRule> rules)
    {
        this.rules = rules;
        patterns = [.. rules.Keys.Where(WildcardPattern.ContainsWildcardCharacters).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)))];
    }

    /// <summary>Gives each function its rule, and names the rules that are of no function.</summary>
    /// <param name="functions">Names of all functions.</param>
    /// <param name="mistakes">Hears what is wrong.</param>
    /// <returns>The rules by names of functions. A function without one is missing.</returns>
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
                mistakes.Add($"The rules '{string.Join("', '", matching)}' all match '{function}'. Write a rule for '{function}' itself.");
            }
        }

        foreach (string name in unused.OrderBy(name => name, StringComparer.OrdinalIgnoreCase))
        {
            mistakes.Add(WildcardPattern.ContainsWildcardCharacters(name)
                ? $"There is a rule for '{name}', which matches none of the functions."
                : $"There is a rule for '{name}', which is not among the functions.");
        }

        return found;
    }
}
