using System.Globalization;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>Breaks tags, handlers, and URLs that run scripts, even if there are characters between their letters that browsers ignore.</summary>
internal static class ScriptAuditor
{
    private const string Skipped = "[\\t\\n\\r\\\\]*";
    private const string SkippedOrBlank = "[\\t-\\r \\\\]*";
    private const string SkippedOrComment = "(?:[\\t-\\r \\\\]|/\\*.*?\\*/)*";
    private const string Blanks = "(?:[\\x00\\t-\\r \\\\]|\\xE2\\x80\\xA9)*";
    private const string NotInAWord = "(?<![a-z0-9&_?-])";
    private const string NoLetterBehind = "(?![a-z0-9_])";

    private static readonly FilterRule[] Always =
    [
        new($"{NotInAWord}({Coded("beh", Skipped)}{Skipped})({Coded("avior", Skipped)}{Blanks}{Coded(":=")})", separator: " * "),
        new($"({Coded("jav", SkippedOrBlank)}{SkippedOrBlank})({Coded("ascript", SkippedOrBlank)}{SkippedOrBlank}{Coded(":=")})", separator: " * "),
        new($"({Coded("vb", SkippedOrBlank)}{SkippedOrBlank})({Coded("script", SkippedOrBlank)}{SkippedOrBlank}{Coded(":=")})", separator: " * "),
        new($"({Coded("ex", SkippedOrComment)}{SkippedOrComment})({Coded("pression", SkippedOrComment)}{Coded("(")})", separator: " * "),
    ];

    private static readonly FilterRule[] Tags =
    [
        Word("<!do", "ctype"),
        Word("<!en", "tity"),
        Word("<sc", "ript", NoLetterBehind),
        Word("</sc", "ript"),
        Word("<x:sc", "ript", NoLetterBehind),
        Word("<app", "let", NoLetterBehind),
        Word("<emb", "ed", NoLetterBehind),
        Word("<st", "yle", NoLetterBehind),
        Word("<fra", "me", NoLetterBehind),
        Word("<ifr", "ame", NoLetterBehind),
        Word("<fo", "rm", NoLetterBehind),
        Word("<ob", "ject", NoLetterBehind),
        Word("<li", "nk", NoLetterBehind),
        Word("<met", "a", NoLetterBehind),
        Word("<lay", "er", NoLetterBehind),
        Word("<ht", "ml", NoLetterBehind),
        Word("<xm", "l", NoLetterBehind),
        Word("<ba", "se", NoLetterBehind),
        Word("<sv", "g", NoLetterBehind),
        Word("<isi", "ndex", NoLetterBehind),
        Word("<ma", "th", NoLetterBehind),
        new("(<!--'start_frame)(_cache_)"),
        new("(<!--'end_frame)(_cache_)"),
    ];

    private static readonly FilterRule[] Assignments =
    [
        new($"{NotInAWord}({Plain("for")}{Skipped})({Plain("maction")}{Blanks}=)"),
        new($"{NotInAWord}({Plain("on")}{Skipped}(?:[a-z]{Skipped})*?)((?:[a-z]{Skipped}){{3}}{Blanks}=)"),
        new($"{NotInAWord}({Plain("see")}{Skipped})({Plain("ksegmenttime")}{Blanks}=)"),
        new($"{NotInAWord}({Plain("fsc")}{Skipped})({Plain("ommand")}{Blanks}=)"),
    ];

    private static readonly FilterRule[] Schemes =
    [
        new(
            $"({Plain("urn")}{SkippedOrComment}:{SkippedOrComment}{Plain("s")}{Skipped})({Plain("chemas-microsoft-com")}{SkippedOrComment}:)",
            ignoreCase: false),
        new($"(['\"=:;]{SkippedOrBlank}{Plain("dat")}{Skipped})({Plain("a:")})(?![0-9]|image)"),
    ];

    private static readonly FilterRule[] Bindings = [new($"({Plain("-moz-bi")}{Skipped})({Plain("nding")}{Skipped}{Blanks}:{Blanks}{Skipped}{Plain("url")})")];

    public static string Clean(string text) => FilterRule.Repeat(text, CleanOnce);

    private static string CleanOnce(string text)
    {
        text = FilterRule.ApplyOnce(Always, text);
        text = text.Contains('<') ? FilterRule.ApplyOnce(Tags, text) : text;
        text = text.Contains('=') ? FilterRule.ApplyOnce(Assignments, text) : text;
        text = text.Contains(':') ? FilterRule.ApplyOnce(Schemes, text) : text;
        return text.Contains('-') ? FilterRule.ApplyOnce(Bindings, text) : text;
    }

    private static FilterRule Word(string one, string other, string behind = "") => new($"({Plain(one)}{Skipped})({Plain(other)}){behind}");

    private static string Plain(string letters) => string.Join(Skipped, letters.Select(letter => System.Text.RegularExpressions.Regex.Escape($"{letter}")));

    /// <summary>Matches the letters with other characters between them. Each letter can be encoded as in a URL, a script, or a style sheet.</summary>
    private static string Coded(string letters, string between) => string.Join(between, letters.Select(letter => Coded($"{letter}")));

    /// <summary>Matches one of the characters, plain or encoded.</summary>
    private static string Coded(string signs) => "(?:" + string.Join('|', signs.SelectMany(sign =>
    {
        IEnumerable<string> codes = char.IsAsciiLetter(sign) ? [Hex(sign), Hex(char.ToUpperInvariant(sign))] : [Hex(sign)];
        return codes.SelectMany(code => new[] { $"%{code}", $"\\\\x{code}", $"\\\\0*{code}" }).Prepend(System.Text.RegularExpressions.Regex.Escape($"{sign}"));
    })) + ")";

    private static string Hex(char sign) => ((int)sign).ToString("x2", CultureInfo.InvariantCulture);
}
