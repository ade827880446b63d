using System.Collections;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Finds texts that a batch leaves unchanged. A portal changes the values of a batch in three ways that can't be escaped. It replaces references to
/// earlier results, and it cuts at an unescaped number sign. Its security filter changes text that looks like markup, script, or SQL. Administrators can configure the
/// filter, and versions differ, so only the following is allowed, which is stricter than any known filter. All other texts are sent in separate calls.
/// <list type="bullet">
/// <item>Letters, digits, spaces, line feeds, and the punctuation of plain prose. References, cuts, double decoding, tags, entities, attributes, calls, paths,
/// comments, and URLs all require one of the excluded characters $ # % + = &lt; &gt; &amp; ( ) [ ] { } / \ * ; @ ' " ` | ^ ~.</item>
/// <item>A colon only before a space, a digit, or the end, and only a single dash, because <c>scheme:</c> and <c>--</c> belong to script and SQL.</item>
/// <item>Letters of alphabets that no filter converts to Latin letters. This excludes full-width forms, mathematical letters, and invisible characters.</item>
/// <item>A single word of Latin letters, digits, and underscores, such as <c>description</c>, because script and SQL require another character; and a date with
/// its offset.</item>
/// <item>None of the words that begin script and SQL, even if other characters separate their letters, and no "from" that is followed anywhere by "limit". This
/// also excludes harmless texts ("updated", "as elected"), which arrive later but unchanged.</item>
/// </list>
/// </summary>
internal static class BatchableText
{
    private const string Marks = " \n.,!?:-_";

    /// <summary>Typographic characters: guillemets, dashes, quotation marks, bullet, ellipsis, numero sign, and degree sign.</summary>
    private const string TypographicMarks = "\u00AB\u00BB\u2013\u2014\u201C\u201D\u201E\u2022\u2026\u2116\u00B0";

    private static readonly string[] SuspiciousWords =
    [
        // Script and style.
        "script", "expression", "behavior", "behaviour", "binding", "import", "mocha", "eval", "onload", "onerror", "onclick",

        // SQL: words that begin a statement, and the second word of pairs whose first word is an ordinary one.
        "select", "insert", "update", "delete", "drop", "alter", "create", "truncate", "union", "where", "having", "into", "replace", "rename",
        "exec", "declare", "grant", "revoke", "merge", "handler", "procedure", "benchmark", "sleep", "waitfor", "shutdown", "schema",
        "load", "dumpfile", "outfile", "orderby", "groupby",
    ];

    /// <summary>An SQL pair of two ordinary words. All other pairs that a filter is known to detect contain a suspicious word.</summary>
    private const string PairStart = "from";
    private const string PairEnd = "limit";

    /// <summary>Operators before a field name in the filters of Bitrix24's lists, longest first. Excludes the opening character of a tag.</summary>
    private static readonly string[] Comparisons = [">=", "<=", "!=", ">", "!", "="];

    private static readonly Regex DateWithOffset = new(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\+[0-9]{2}:?[0-9]{2}\z",
        RegexOptions.CultureInvariant);

    /// <summary>
    /// Whether a batch leaves the name of a nested member unchanged, including a field name with an operator before it (<c>&gt;=DATE_CREATE</c>).
    /// </summary>
    public static bool IsUnchangedName(string name)
    {
        if (IsUnchanged(name))
        {
            return true;
        }

        string field = name.Substring(Array.Find(Comparisons, sign => name.StartsWith(sign, StringComparison.Ordinal))?.Length ?? 0);
        return field.Length > 0 && field.Length < name.Length && IsWord(field) && !BeginsLikeSql(field);
    }

    /// <summary>Whether a batch leaves a text unchanged.</summary>
    public static bool IsUnchanged(string text)
    {
        if (IsWord(text) || DateWithOffset.IsMatch(text))
        {
            return true;
        }

        string letters = string.Concat(text.Where(IsLatin)).ToLowerInvariant();
        int start = letters.IndexOf(PairStart, StringComparison.Ordinal);
        return Enumerable.Range(0, text.Length).All(index => IsAllowed(text, index))
            && !SuspiciousWords.Any(letters.Contains)
            && (start < 0 || letters.IndexOf(PairEnd, start + PairStart.Length, StringComparison.Ordinal) < 0);
    }

    /// <summary>Whether a batch leaves all texts, secrets, and names of nested members unchanged. Numbers, booleans, and dates are safe.</summary>
    /// <param name="value">A value that <see cref="BatchQuery"/> has accepted.</param>
    /// <param name="keys">The keys that the command can refer to. These references are meant to be replaced.</param>
    public static bool AreUnchanged(object? value, ICollection<string> keys) => value switch
    {
        string text => IsUnchanged(BatchReference.Without(text, keys)),
        Secret secret => AreUnchanged(secret.Reveal(), keys),
        JsonMap map => map.All(member => IsUnchangedName(member.Key) && AreUnchanged(member.Value, keys)),
        JsonElement { ValueKind: JsonValueKind.String } element => AreUnchanged(element.GetString(), keys),
        JsonElement { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().All(member => IsUnchangedName(member.Name) && AreUnchanged(member.Value, keys)),
        JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().All(item => AreUnchanged(item, keys)),
        IEnumerable list => list.Cast<object?>().All(item => AreUnchanged(item, keys)),
        _ => true,
    };

    private static bool IsWord(string text) => text.All(character => IsLatin(character) || character is (>= '0' and <= '9') or '_');

    private static bool IsLatin(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    /// <summary>The first word of a pair counts only at the beginning of a word.</summary>
    private static bool BeginsLikeSql(string field) =>
        field.StartsWith(PairStart, StringComparison.OrdinalIgnoreCase) || Array.Exists(SuspiciousWords, word => field.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsAllowed(string text, int index)
    {
        char character = text[index];
        char next = index + 1 < text.Length ? text[index + 1] : ' ';
        return character switch
        {
            ':' => next is ' ' or '\n' or (>= '0' and <= '9'),
            '-' => next != '-',
            >= '0' and <= '9' => true,
            _ when IsLatin(character) => true,
            _ when char.IsHighSurrogate(character) => char.IsLowSurrogate(next) && IsPicture(char.ConvertToUtf32(character, next)),
            _ when char.IsLowSurrogate(character) => index > 0 && char.IsHighSurrogate(text[index - 1]),
            _ => Marks.IndexOf(character) >= 0 || TypographicMarks.IndexOf(character) >= 0 || IsLetter(character) || IsPicture(character),
        };
    }

    /// <summary>Latin with diacritics, Greek, Cyrillic, Armenian, Georgian, kana, CJK ideographs, and Hangul.</summary>
    private static bool IsLetter(char character) => char.IsLetter(character) && character is
        (>= '\u00C0' and <= '\u024F') or (>= '\u0370' and <= '\u0587') or (>= '\u10A0' and <= '\u10FF')
        or (>= '\u3041' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3');

    /// <summary>Emoji and symbols.</summary>
    private static bool IsPicture(int codePoint) => codePoint is (>= 0x2600 and <= 0x27BF) or (>= 0x1F300 and <= 0x1FAFF);
}
