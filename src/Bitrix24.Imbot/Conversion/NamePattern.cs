namespace Bitrix24.Imbot.Conversion;

/// <summary>A name that can contain wildcards. It matches the exact name and, as a wildcard, other names.</summary>
internal sealed class NamePattern
{
    private readonly string name;
    private readonly StringComparison comparison;
    private readonly WildcardPattern? pattern;

    public NamePattern(string given, bool isCaseSensitive = false)
    {
        name = given.Trim();
        comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        pattern = WildcardPattern.ContainsWildcardCharacters(name) ? Parse(name, isCaseSensitive) : null;
        Literal = pattern is null ? WildcardPattern.Unescape(name) : name;
    }

    /// <summary>Whether it contains wildcards. An invalid pattern, such as <c>[</c>, is a literal name.</summary>
    public bool HasWildcards => pattern is not null;

    /// <summary>The literal name if there are no wildcards, without the escape characters of <see cref="WildcardPattern.Escape(string)"/>.</summary>
    public string Literal { get; }

    public bool IsMatch(string candidate) =>
        string.Equals(candidate, name, comparison) || string.Equals(candidate, Literal, comparison) || (pattern?.IsMatch(candidate) ?? false);

    private static WildcardPattern? Parse(string name, bool isCaseSensitive)
    {
        try
        {
            WildcardPattern parsed = new(name, isCaseSensitive ? WildcardOptions.None : WildcardOptions.IgnoreCase);
            parsed.IsMatch(string.Empty);
            return parsed;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}
