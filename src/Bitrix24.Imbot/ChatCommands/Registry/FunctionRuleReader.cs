using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Rights;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Reads rules from hashtables and collects all errors in them.</summary>
internal sealed class FunctionRuleReader(string name, RuleMistakes mistakes)
{
    public const int MaxApprovals = 20;

    public static readonly TimeSpan MinApproveWithin = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan MaxApproveWithin = TimeSpan.FromDays(30);

    private const string Keys = "Allow, Approve, Approvals, ApproveWithin, Preview, Limit, Timeout, Repeatable, Confirm, Parameters, Paths, and WhatIf";
    private const string TimeForms = "Specify a number of seconds, a TimeSpan, or text such as '90s', '15m', '2h', or '1d'.";

    private readonly HashSet<string> given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads rules by function name, which can contain wildcards.</summary>
    public static IReadOnlyDictionary<string, FunctionRule> ReadAll(IDictionary? table, RuleMistakes mistakes)
    {
        Dictionary<string, FunctionRule> rules = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string name = $"{entry.Key}";
            if (Unwrapped.From(entry.Value) is not IDictionary rule)
            {
                mistakes.Add($"The rule of '{name}' is not a hashtable.");
            }
            else if (rules.ContainsKey(name))
            {
                mistakes.Add($"There are two rules for '{name}'.");
            }
            else
            {
                rules[name] = new FunctionRuleReader(name, mistakes).Read(rule);
            }
        }

        return rules;
    }

    private FunctionRule Read(IDictionary table)
    {
        FunctionRule rule = new();
        foreach (DictionaryEntry entry in table)
        {
            string key = $"{entry.Key}";
            if (!given.Add(key))
            {
                mistakes.Add($"The rule of '{name}' contains the key '{key}' twice.");
                continue;
            }

            rule = With(rule, key, Unwrapped.From(entry.Value));
        }

        CheckApproval(rule);
        return rule;
    }

    private FunctionRule With(FunctionRule rule, string key, object? value) => key.ToUpperInvariant() switch
    {
        "ALLOW" => rule with { Allow = People(key, value) },
        "APPROVE" => rule with { Approve = Approvers(key, value) },
        "APPROVALS" => rule with { Approvals = Number(key, value, MaxApprovals) ?? rule.Approvals },
        "APPROVEWITHIN" => rule with { ApproveWithin = Time(key, value, MinApproveWithin, MaxApproveWithin, "1 minute to 30 days") ?? rule.ApproveWithin },
        "PREVIEW" => rule with { Preview = Flag(key, value) },
        "LIMIT" => rule with { Limit = Limit(key, value) },
        "TIMEOUT" => rule with { Timeout = Time(key, value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), "1 second to 24 hours") },
        "REPEATABLE" => rule with { Repeatable = Flag(key, value) },
        "PARAMETERS" => rule with { Parameters = [.. ListOf(value).Select(item => $"{item}")] },
        "PATHS" => rule with { Paths = Flag(key, value) },
        "WHATIF" => rule with { WhatIf = Flag(key, value) },
        "CONFIRM" => rule with { Confirm = Flag(key, value) },
        _ => Unknown(rule, key),
    };

    private FunctionRule Unknown(FunctionRule rule, string key)
    {
        mistakes.Add($"The rule of '{name}' contains the unknown key '{key}'. The supported keys are {Keys}.");
        return rule;
    }

    /// <summary>Reports keys that have no effect. Otherwise, the author could expect a protection that doesn't exist.</summary>
    private void CheckApproval(FunctionRule rule)
    {
        if (!given.Contains(nameof(FunctionRule.Approve)))
        {
            foreach (string key in new[] { nameof(FunctionRule.Approvals), nameof(FunctionRule.ApproveWithin), nameof(FunctionRule.Preview) }.Where(given.Contains))
            {
                mistakes.Add($"{key} in the rule of '{name}' requires Approve, which specifies who can approve.");
            }
        }
        else if (rule.Approve.Count > 0 && rule.Approve.All(person => person.Kind == AccessRuleKind.User) && rule.Approve.Distinct().Count() < rule.Approvals)
        {
            mistakes.Add($"The rule of '{name}' requires {rule.Approvals.ToString(CultureInfo.InvariantCulture)} approvals, but Approve contains fewer people.");
        }
    }

    private IReadOnlyList<AccessRule> People(string key, object? value)
    {
        object?[] items = [.. ListOf(value)];
        if (items.Length == 0)
        {
            mistakes.Add($"{key} in the rule of '{name}' is empty.");
        }

        return mistakes.ReadPeople(items, $"{key} in the rule of '{name}'");
    }

    /// <summary>Everyone can't approve: the caller could always find a second person.</summary>
    private IReadOnlyList<AccessRule> Approvers(string key, object? value)
    {
        IReadOnlyList<AccessRule> people = People(key, value);
        if (people.Any(person => person.Kind == AccessRuleKind.Everyone))
        {
            mistakes.Add($"{key} in the rule of '{name}' can't be Everyone. Specify users, departments, or the people of a chat.");
        }

        return people;
    }

    /// <summary>Adds a mistake in the value of a key, and gets the default value.</summary>
    private T? Mistaken<T>(string key, string mistake)
    {
        mistakes.Add($"{key} in the rule of '{name}' {mistake}");
        return default;
    }

    private bool Flag(string key, object? value) => value is bool flag ? flag : Mistaken<bool>(key, "must be $true or $false.");

    private int? Number(string key, object? value, int max) =>
        value is int or long && Convert.ToInt64(value, CultureInfo.InvariantCulture) is var number && number >= 1 && number <= max
            ? (int)number
            : Mistaken<int?>(key, $"is not a number from 1 to {max.ToString(CultureInfo.InvariantCulture)}.");

    private TimeSpan? Time(string key, object? value, TimeSpan min, TimeSpan max, string range) =>
        RuleTime.TryRead(value) is { } time && time >= min && time <= max ? time : Mistaken<TimeSpan?>(key, $"is not a time from {range}. {TimeForms}");

    private CallLimit? Limit(string key, object? value)
    {
        CallLimit? limit = value switch
        {
            string text => CallLimit.TryParse(text),
            IDictionary table => LimitIn(table),
            _ => null,
        };
        string max = CallLimit.MaxCalls.ToString("N0", CultureInfo.InvariantCulture);
        return limit?.IsInRange == true ? limit : Mistaken<CallLimit>(
            key, $"is not a valid limit, such as '5/1h' or @{{ Calls = 5; Within = '1h' }}. A limit is 1 to {max} calls within 1 second to 31 days.");
    }

    private static CallLimit? LimitIn(IDictionary table)
    {
        int? calls = null;
        TimeSpan? within = null;
        foreach (DictionaryEntry entry in table)
        {
            object? value = Unwrapped.From(entry.Value);
            switch ($"{entry.Key}".ToUpperInvariant())
            {
                case "CALLS" when value is int number:
                    calls = number;
                    break;
                case "WITHIN":
                    within = RuleTime.TryRead(value);
                    break;
                default:
                    return null;
            }
        }

        return calls is { } count && within is { } time ? new CallLimit(count, time) : null;
    }

    private static IEnumerable<object?> ListOf(object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable list => list.Cast<object?>().Select(Unwrapped.From),
        { } single => [single],
    };
}
