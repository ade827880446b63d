using System.Management.Automation;

namespace Bitrix24.Imbot.Conversion;

/// <summary>A name that a user gave where wildcards are allowed. It fits what is called exactly that, and everything that fits it as a wildcard.</summary>
internal sealed class NamePattern
{
    private readonly string name;
    private readonly StringComparison comparison;
    private readonly WildcardPattern? pattern;

    /// <param name="given">The name; blanks around it don't count.</param>
    /// <param name="isCaseSensitive">Whether letter case counts.</param>
    public NamePattern(string given, bool isCaseSensitive = false)
    {
        name = given.Trim();
        comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        pattern = WildcardPattern.ContainsWildcardCharacters(name) ? Parse(name, isCaseSensitive) : null;
        Literal = pattern is null ? WildcardPattern.Unescape(name) : name;
    }

    /// <summary>Whether it can fit more than one name. An incomplete pattern, such as <c>[</c>, is a plain name.</summary>
    public bool HasWildcards => pattern is not null;

    /// <summary>The one name that is meant where there are no wildcards, without the marks of <see cref="WildcardPattern.Escape(string)"/>.</summary>
    public string Literal { get; }

    /// <summary>Whether a name fits.</summary>
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
