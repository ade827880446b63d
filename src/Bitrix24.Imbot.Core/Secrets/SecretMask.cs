using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Secrets;

/// <summary>
/// Takes secrets out of texts: values that are known to be secret, forms that only credentials have, values with a name that says so, and, where the text is kept
/// or tells an error, everything that looks like a token. Safe to use from many threads.
/// </summary>
internal sealed class SecretMask
{
    public const string Sign = "***";

    /// <summary>Shorter values are parts of ordinary words, and hide nothing.</summary>
    private const int MinLength = 4;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly (Regex Form, string Shown)[] Forms =
    [
        (new Regex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\z)", Options | RegexOptions.Singleline), Sign),
        (new Regex(@"\beyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?", RegexOptions.CultureInvariant), Sign),
        (new Regex(@"\b(gh[pousr]_[a-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|sk-[\w-]{20,})", Options), Sign),

        // "Basic authentication" is none: a credential has a digit, a padding, or a capital letter inside.
        (new Regex(@"\b((?i:bearer|basic)\s+)(?=[\w+/=.~-]*(?:[0-9=]|[a-z][A-Z]))[\w+/=.~-]{8,}", RegexOptions.CultureInvariant), "$1" + Sign),
        (new Regex(@"(/rest/[0-9]+/)[^/\s""'<>]+", Options), "$1" + Sign),
        (new Regex(@"(://)[^/\s:@]*:[^/\s@]+(@)", Options), "$1" + Sign + "$2"),

        // The name ends with the word: a date after PasswordLastSet is none. A quotation mark may be around the name and around the value.
        (new Regex(@"((?:" + SecretNames.Parts + @"|\bpwd)[""']?[ \t]*[:=][ \t]*)(?:""[^""\r\n]{4,}""|'[^'\r\n]{4,}'|[^\s""',;&]{4,})", Options), "$1" + Sign),
    ];

    /// <summary>A parameter and its value in a command line. In a sentence, the word after the name of a parameter is none.</summary>
    private static readonly Regex Argument = new(
        @"((?<=^|\s)-[\w-]*(?:" + SecretNames.Parts + @"|\bpwd)\w*(?:[ \t]+|[:=][ \t]*))(?:""[^""\r\n]{4,}""|'[^'\r\n]{4,}'|[^\s""',;&-][^\s""',;&]{3,})",
        Options);

    private readonly Func<IEnumerable<Secret>> secrets;
    private readonly object gate = new();
    private readonly Dictionary<string, Regex> values = new(StringComparer.Ordinal);
    private Dictionary<string, Regex> guessed = [];

    /// <param name="secrets">Those of the session, which can change.</param>
    public SecretMask(Func<IEnumerable<Secret>>? secrets = null)
    {
        this.secrets = secrets ?? (static () => []);
    }

    /// <summary>Whether a value is known, or guessed, to be a secret.</summary>
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

    /// <summary>A value that is a secret.</summary>
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

    /// <summary>Values of which one may be a secret, until it is known which: they replace those that were guessed before.</summary>
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

    /// <summary>The text without what is certainly a secret. Ordinary text stays as it is.</summary>
    public string Hide(string text)
    {
        string hidden = text;
        foreach (Regex value in KnownValues())
        {
            hidden = value.Replace(hidden, Sign);
        }

        return Forms.Aggregate(hidden, (shown, form) => form.Form.Replace(shown, form.Shown));
    }

    /// <summary>The text without anything that looks like a secret, for what is kept. A name that looks like a token is lost as well.</summary>
    public string HideAll(string text) => ShownInput.WithoutSecrets(Hide(text));

    /// <summary>The same for a command line, where a value follows the name of its parameter.</summary>
    public string HideInLine(string line) => HideAll(Argument.Replace(line, "$1" + Sign));

    private List<Regex> KnownValues()
    {
        List<Regex> known = [.. secrets().Select(secret => secret.Reveal()).Where(value => value.Length >= MinLength).Select(FormOf)];
        lock (gate)
        {
            known.AddRange(values.Concat(guessed).OrderByDescending(value => value.Key.Length).Select(value => value.Value));
        }

        return known;
    }

    /// <summary>The value also as it is written in an address, and with the invisible characters that keep BB codes in a text from acting.</summary>
    private static Regex FormOf(string value)
    {
        string spaced = string.Join("\u200B?", value.Select(character => Regex.Escape(character.ToString())));
        string escaped = Uri.EscapeDataString(value);
        return new Regex(escaped == value ? spaced : $"{spaced}|{Regex.Escape(escaped)}", RegexOptions.CultureInvariant);
    }
}
