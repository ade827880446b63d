using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Which texts come out of a batch as they went in. A portal does three things to the values of a batch for which there is no escape: it replaces references
/// to earlier results, it cuts at an unescaped number sign, and its security filter alters what looks like markup, script or SQL. An administrator can change
/// the filter and builds differ, so this is a list of what is allowed, stricter than the filter of any known build. Every other text is sent on its own.
/// <list type="bullet">
/// <item>Letters, digits, blanks, line feeds and the marks of plain prose. Without the signs $ # % + = &lt; &gt; &amp; ( ) [ ] { } / \ * ; @ ' " ` | ^ ~ there is no
/// reference, no cut, nothing that a second decoding would change, no tag, no entity, no attribute, no call, no path, no comment and no address.</item>
/// <item>A colon only before a blank, a digit or the end, and a dash only by itself: <c>scheme:</c> and <c>--</c> are script and SQL.</item>
/// <item>Letters of alphabets that no filter folds into Latin ones: neither full-width forms, nor mathematical letters, nor anything invisible.</item>
/// <item>A single word of Latin letters, digits and underscores, such as <c>description</c>: script and SQL need another sign. And a date with its offset.</item>
/// <item>Otherwise none of the words with which script and SQL begin, also where something else separates their letters, and not "from" with "limit" after it, whatever
/// is between the two. That keeps harmless texts out of batches, too ("updated", "as elected"): they arrive later, but unchanged.</item>
/// </list>
/// </summary>
internal static class BatchableText
{
    private const string Marks = " \n.,!?:-_";

    /// <summary>Typographic marks: guillemets, dashes, quotation marks, bullet, ellipsis, numero sign, degree sign.</summary>
    private const string TypographicMarks = "\u00AB\u00BB\u2013\u2014\u201C\u201D\u201E\u2022\u2026\u2116\u00B0";

    private static readonly string[] SuspiciousWords =
    [
        // Script and style
        "script", "expression", "behavior", "behaviour", "binding", "import", "mocha", "eval", "onload", "onerror", "onclick",

        // SQL: whatever begins a statement, and the second half of those whose first half is an ordinary word
        "select", "insert", "update", "delete", "drop", "alter", "create", "truncate", "union", "where", "having", "into", "replace", "rename",
        "exec", "declare", "grant", "revoke", "merge", "handler", "procedure", "benchmark", "sleep", "waitfor", "shutdown", "schema",
        "load", "dumpfile", "outfile", "orderby", "groupby",
    ];

    /// <summary>SQL of two ordinary words; every other pair that a filter is known to look for has a suspicious word in it.</summary>
    private const string PairStart = "from";
    private const string PairEnd = "limit";

    /// <summary>What the filters of Bitrix24's lists put before the name of a field, the longer ones first. Not the opening sign of a tag.</summary>
    private static readonly string[] Comparisons = [">=", "<=", "!=", ">", "!", "="];

    private static readonly Regex DateWithOffset = new(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\+[0-9]{2}:?[0-9]{2}\z",
        RegexOptions.CultureInvariant);

    /// <summary>Whether the name of a nested member arrives unchanged from a batch, also the name of a field with a comparison before it (<c>&gt;=DATE_CREATE</c>).</summary>
    public static bool IsUnchangedName(string name)
    {
        if (IsUnchanged(name))
        {
            return true;
        }

        string field = name.Substring(Array.Find(Comparisons, sign => name.StartsWith(sign, StringComparison.Ordinal))?.Length ?? 0);
        return field.Length > 0 && field.Length < name.Length && IsWord(field) && !BeginsLikeSql(field);
    }

    /// <summary>Whether the text arrives unchanged from a batch.</summary>
    public static bool IsUnchanged(string text)
    {
        if (IsWord(text) || DateWithOffset.IsMatch(text))
        {
            return true;
        }

        char[] latin = new char[text.Length];
        int count = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            {
                latin[count++] = (char)(character | 0x20);
            }
            else if (!IsAllowed(text, index))
            {
                return false;
            }
        }

        string letters = new(latin, 0, count);
        foreach (string word in SuspiciousWords)
        {
            if (letters.IndexOf(word, StringComparison.Ordinal) >= 0)
            {
                return false;
            }
        }

        int start = letters.IndexOf(PairStart, StringComparison.Ordinal);
        return start < 0 || letters.IndexOf(PairEnd, start + PairStart.Length, StringComparison.Ordinal) < 0;
    }

    private static bool IsWord(string text)
    {
        foreach (char character in text)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first word of a pair counts only where nothing of a word is before it.</summary>
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
            _ when char.IsHighSurrogate(character) => char.IsLowSurrogate(next) && IsPicture(char.ConvertToUtf32(character, next)),
            _ when char.IsLowSurrogate(character) => index > 0 && char.IsHighSurrogate(text[index - 1]),
            _ => Marks.IndexOf(character) >= 0 || TypographicMarks.IndexOf(character) >= 0 || IsLetter(character) || IsPicture(character),
        };
    }

    /// <summary>Latin with diacritics, Greek, Cyrillic, Armenian, Georgian, kana, CJK ideographs and Hangul.</summary>
    private static bool IsLetter(char character) => char.IsLetter(character) && character is
        (>= '\u00C0' and <= '\u024F') or (>= '\u0370' and <= '\u0587') or (>= '\u10A0' and <= '\u10FF')
        or (>= '\u3041' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3');

    /// <summary>Emoji and symbols.</summary>
    private static bool IsPicture(int codePoint) => codePoint is (>= 0x2600 and <= 0x27BF) or (>= 0x1F300 and <= 0x1FAFF);
}
