using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>What holds for one function.</summary>
internal sealed record FunctionRule
{
    private static readonly string[] PathNames = ["Path", "LiteralPath", "FilePath", "PSPath"];

    /// <summary>Who may call it, as rules; null for everybody who may call functions.</summary>
    public IReadOnlyList<object>? Allow { get; init; }

    /// <summary>The parameters that can be set; null for all that are fit.</summary>
    public IReadOnlyCollection<string>? Parameters { get; init; }

    /// <summary>Whether parameters that name files can be set.</summary>
    public bool Paths { get; init; }

    /// <summary>Whether a function that supports ShouldProcess asks before it runs.</summary>
    public bool Confirm { get; init; } = true;

    /// <summary>Whether a parameter may be set from a chat.</summary>
    public bool Allows(ParameterMetadata parameter) =>
        (Paths || !PathNames.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase) && !parameter.Aliases.Any(alias => PathNames.Contains(alias, StringComparer.OrdinalIgnoreCase)))
        && (Parameters is null || Parameters.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads a table of rules by the names of functions.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionRuleInvalid"/>.</exception>
    public static IReadOnlyDictionary<string, FunctionRule> ReadAll(IDictionary? table)
    {
        Dictionary<string, FunctionRule> rules = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            object? value = Unwrapped.Of(entry.Value);
            rules[$"{entry.Key}"] = Read($"{entry.Key}", value as IDictionary ?? throw Invalid($"The rule of '{entry.Key}' is not a hashtable."));
        }

        return rules;
    }

    private static FunctionRule Read(string name, IDictionary table)
    {
        FunctionRule rule = new();
        foreach (DictionaryEntry entry in table)
        {
            rule = $"{entry.Key}".ToUpperInvariant() switch
            {
                "ALLOW" => rule with { Allow = [.. ListOf(entry.Value)] },
                "PARAMETERS" => rule with { Parameters = [.. ListOf(entry.Value).Select(item => $"{item}")] },
                "PATHS" => rule with { Paths = FlagOf(name, entry) },
                "CONFIRM" => rule with { Confirm = FlagOf(name, entry) },
                _ => throw Invalid($"The rule of '{name}' has an unknown key: '{entry.Key}'. The keys are Allow, Parameters, Paths, and Confirm."),
            };
        }

        return rule;
    }

    private static bool FlagOf(string name, DictionaryEntry entry) => Unwrapped.Of(entry.Value) is bool flag
        ? flag
        : throw Invalid($"{entry.Key} in the rule of '{name}' is not $true or $false.");

    private static IEnumerable<object> ListOf(object? value) => Unwrapped.Of(value) switch
    {
        null => [],
        string text => [text],
        IEnumerable list => list.Cast<object>(),
        { } single => [single],
    };

    private static B24Exception Invalid(string message) => FunctionErrors.FunctionRuleInvalid.With(message);
}
