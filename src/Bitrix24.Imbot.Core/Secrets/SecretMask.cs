using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Secrets;

/// <summary>
/// Removes secrets from texts: known secret values, formats that only credentials have, and values whose name indicates a secret. Texts that are
/// saved or that describe an error are also checked for anything that looks like a token. Thread-safe.
/// </summary>
/// <param name="secrets">The secrets of the session, which can change.</param>
internal sealed class SecretMask(Func<IEnumerable<Secret>>? secrets = null)
{
    public const string Sign = "***";

    /// <summary>Shorter values occur in ordinary words.</summary>
    private const int MinLength = 4;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly (Regex Form, string Shown)[] Forms =
    [
        (new Regex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\z)", Options | RegexOptions.Singleline), Sign),
        (new Regex(@"\beyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?", RegexOptions.CultureInvariant), Sign),
        (new Regex(@"\b(gh[pousr]_[a-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|sk-[\w-]{20,})", Options), Sign),

        // Excludes "Basic authentication": a credential contains a digit, padding, or an uppercase letter after a lowercase one.
        (new Regex(@"\b((?i:bearer|basic)\s+)(?=[\w+/=.~-]*(?:[0-9=]|[a-z][A-Z]))[\w+/=.~-]{8,}", RegexOptions.CultureInvariant), "$1" + Sign),
        (new Regex(@"(/rest/[0-9]+/)[^/\s""'<>]+", Options), "$1" + Sign),
        (new Regex(@"(://)[^/\s:@]*:[^/\s@]+(@)", Options), "$1" + Sign + "$2"),

        // The name must end with the word, which excludes a date after PasswordLastSet. The name and the value can be in quotation marks.
        (new Regex(@"((?:" + SecretNames.Parts + @"|\bpwd)[""']?[ \t]*[:=][ \t]*)(?:""[^""\r\n]{4,}""|'[^'\r\n]{4,}'|[^\s""',;&]{4,})", Options), "$1" + Sign),
    ];

    /// <summary>A parameter and its value in a command line. In prose, the word after a parameter name is not a value.</summary>
    private static readonly Regex Argument = new(
        @"((?<=^|\s)-[\w-]*(?:" + SecretNames.Parts + @"|\bpwd)\w*(?:[ \t]+|[:=][ \t]*))(?:""[^""\r\n]{4,}""|'[^'\r\n]{4,}'|[^\s""',;&-][^\s""',;&]{3,})",
        Options);

    private readonly object gate = new();
    private readonly Dictionary<string, Regex> values = new(StringComparer.Ordinal);
    private Dictionary<string, Regex> guessed = [];

    /// <summary>Whether any values are known or possible secrets.</summary>
    public bool KnowsValues
    {
        get
        {
            lock (gate)
            {
                return values.Count + guessed.Count > 0;
            }
        }
    }

    /// <summary>Adds a secret value.</summary>
    public void Add(string? value)
    {
        if (value is { Length: >= MinLength } && value != Sign)
        {
            lock (gate)
            {
                values[value] = FormOf(value);
            }
        }
    }

    /// <summary>Sets the values that may be secrets until more is known. They replace the previous ones.</summary>
    public void Guess(IEnumerable<string> possible)
    {
        Dictionary<string, Regex> next = [];
        foreach (string value in possible.Where(value => value.Length >= MinLength))
        {
            next[value] = FormOf(value);
        }

        lock (gate)
        {
            guessed = next;
        }
    }

    /// <summary>Removes values that are certainly secrets. Ordinary text is unchanged.</summary>
    public string Hide(string text)
    {
        string hidden = text;
        foreach (Regex value in KnownValues())
        {
            hidden = value.Replace(hidden, Sign);
        }

        return Forms.Aggregate(hidden, (shown, form) => form.Form.Replace(shown, form.Shown));
    }

    /// <summary>Removes anything that looks like a secret, for texts that are saved. Names that look like a token are removed as well.</summary>
    public string HideAll(string text) => ShownInput.WithoutSecrets(Hide(text));

    /// <summary>Like <see cref="HideAll"/>, for a command line, where a value follows its parameter name.</summary>
    public string HideInLine(string line) => HideAll(Argument.Replace(line, "$1" + Sign));

    private List<Regex> KnownValues()
    {
        List<Regex> known = [.. (secrets?.Invoke() ?? []).Select(secret => secret.Reveal()).Where(value => value.Length >= MinLength).Select(FormOf)];
        lock (gate)
        {
            known.AddRange(values.Concat(guessed).OrderByDescending(value => value.Key.Length).Select(value => value.Value));
        }

        return known;
    }

    /// <summary>Also matches the URL-encoded form of the value, and the form with invisible characters that escape BB codes.</summary>
    private static Regex FormOf(string value)
    {
        string spaced = string.Join("\u200B?", value.Select(character => Regex.Escape(character.ToString())));
        string escaped = Uri.EscapeDataString(value);
        return new Regex(escaped == value ? spaced : $"{spaced}|{Regex.Escape(escaped)}", RegexOptions.CultureInvariant);
    }
}
