using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Batch;

/// <summary>
/// Breaks pairs of SQL words that have an SQL separator between them. In wide pairs, any text can follow the separator, so
/// <c>from here to the limit</c> is also broken.
/// </summary>
internal static partial class SqlAuditor
{
    /// <summary>Outside a word or number, or after the start of a comment that MySQL executes.</summary>
    private const string Start = "(?:(?<![a-z0-9_.-])|(?<=/\\*M?![0-9]+))";
    private const string End = "(?![a-z_])";

    /// <summary>The characters that count as spaces. The portal's list contains the letter d by mistake.</summary>
    private const string SpaceSigns = "\\x00-\\x20()'\"`*@+\\-.~d!0-9{}";
    private const string Space = $"(?:[{SpaceSigns}]|/\\*.*?\\*/|/\\*M?![0-9]*|\\*/|\\#[^\\n]*\\n+)+";
    private const string LastSpace = $"[{SpaceSigns}/]";
    private const string Objects = "(database|table|function|procedure|server|event|view|index)";

    private static readonly FilterRule[] Rules =
    [
        Wide("uni", "on", "sel", "ect", LastSpace),
        Near("uni", "on", "sel", "ect"),
        Wide("sel", "ect", "fr", "om", LastSpace),
        Near("sel", "ect", "fr", "om"),
        Wide("fr", "om", "wh", "ere", LastSpace),
        Object("alt", "er"),
        Object("cre", "ate"),
        Object("dr", "op"),
        Wide("upd", "ate", "se", "t", LastSpace),
        Wide("ins", "ert", "val", "ue", LastSpace),
        Wide("ins", "ert", "se", "t", LastSpace),
        Near("i", "nto", "out", "file"),
        Near("i", "nto", "dump", "file"),
        Wide("ins", "ert", "sele", "ct", Space),
        Near("ins", "ert", "in", "to"),
        Wide("ins", "ert", "in", "to", Space),
        new($"{Start}(load_)(file[\\x00-\\x20]*\\()", words: ["load_file"]),
        Wide("fr", "om", "lim", "it", LastSpace),
    ];

    public static string Clean(string text) => Base64().IsMatch(text) ? text : FilterRule.ApplyAll(Rules, text);

    private static FilterRule Near(string one, string restOfOne, string other, string restOfOther) =>
        new($"{Start}({one})({restOfOne}{Space}{other})({restOfOther}){End}", words: [one + restOfOne, other + restOfOther]);

    private static FilterRule Wide(string one, string restOfOne, string other, string restOfOther, string lastSpace) => new(
        $"{Start}({one})({restOfOne}{Space}.+?{lastSpace}{other})({restOfOther}){End}", words: [one + restOfOne, other + restOfOther]);

    private static FilterRule Object(string one, string restOfOne) =>
        new($"{Start}({one})({restOfOne})({Space}){Objects}{End}", words: [one + restOfOne]);

    [GeneratedRegex("^[0-9a-zA-Z+/]+={0,3}\\n?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();
}
