using System.Collections;

namespace Bitrix24.Imbot.Conversion;

/// <summary>The columns that a user selects, like with Format-Table: names, wildcards, script blocks, and calculated properties.</summary>
internal static class SelectedColumns
{
    private const string NameKey = "Name";
    private const string LabelKey = "Label";
    private const string ExpressionKey = "Expression";
    private const string FormatKey = "FormatString";
    private const string AlignmentKey = "Alignment";

    /// <summary>The keys of a calculated property. Width is ignored, because it is for terminals.</summary>
    private static readonly string[] Keys = [NameKey, LabelKey, ExpressionKey, FormatKey, AlignmentKey, "Width"];

    /// <summary>Creates the columns. Wildcards match the properties of the first object.</summary>
    public static IReadOnlyList<ObjectColumn> Create(IEnumerable<object?> asked, PSObject first) =>
        [.. asked.SelectMany(one => ColumnsOf(one, first)).GroupBy(column => (column.Heading.ToUpperInvariant(), column.Property?.ToUpperInvariant())).Select(same => same.First())];

    private static IEnumerable<ObjectColumn> ColumnsOf(object? asked, PSObject first) => Unwrapped.From(asked) switch
    {
        ScriptBlock script => [new ObjectColumn(script.ToString().Trim()) { Script = script }],
        IDictionary definition => [Calculated(definition)],
        string name => Matching(name, first).Select(match => new ObjectColumn(match) { Property = match }),
        null => throw ContentErrors.TableColumnInvalid.With("A column of -Property is null."),
        object other => throw ContentErrors.TableColumnInvalid.With($"An object of type {other.GetType().Name} can't be used as a column."),
    };

    /// <summary>An exact name takes precedence over a wildcard, so that a name with brackets can be selected.</summary>
    private static IEnumerable<string> Matching(string name, PSObject first)
    {
        NamePattern pattern = new(name);
        string[] names = [.. ObjectColumns.AllNames(first)];
        string? same = Array.Find(names, candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
        return same is not null ? [same] : pattern.HasWildcards ? names.Where(pattern.IsMatch) : [pattern.Literal];
    }

    private static ObjectColumn Calculated(IDictionary definition)
    {
        Dictionary<string, object?> given = new(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in definition)
        {
            given[KeyOf(CellText.From(entry.Key))] = Unwrapped.From(entry.Value);
        }

        object expression = Given(ExpressionKey) ?? throw ContentErrors.TableColumnInvalid.With($"A calculated property has no {ExpressionKey}.");
        string? heading = Given(given.ContainsKey(LabelKey) ? LabelKey : NameKey)?.ToString();
        string? alignment = Given(AlignmentKey)?.ToString();
        return new ObjectColumn(heading ?? expression.ToString()!.Trim())
        {
            Property = expression as string,
            Script = expression as ScriptBlock ?? (expression is string ? null : throw ContentErrors.TableColumnInvalid.With(
                $"The {ExpressionKey} of a calculated property must be a script block or a property name. Its type is {expression.GetType().Name}.")),
            Format = Given(FormatKey)?.ToString(),
            IsRightAligned = alignment is null ? null : string.Equals(alignment, nameof(Alignment.Right), StringComparison.OrdinalIgnoreCase),
        };

        object? Given(string key) => given.TryGetValue(key, out object? value) ? value : null;
    }

    /// <summary>Finds a key by its prefix, like Format-Table.</summary>
    private static string KeyOf(string given) =>
        (given.Length == 0 ? null : Array.Find(Keys, key => key.StartsWith(given, StringComparison.OrdinalIgnoreCase)))
        ?? throw ContentErrors.TableColumnInvalid.With($"'{given}' is not a valid key of a calculated property.");
}
