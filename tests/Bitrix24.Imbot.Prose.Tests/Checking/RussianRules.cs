using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Prose.Tests.Checking;

/// <summary>Rules for Russian texts.</summary>
internal static partial class RussianRules
{
    public const int MaxWords = 35;

    private const string RussianHelp = "docs/help/ru-RU/";

    public static Finding? CheckLength(Sentence sentence) =>
        !sentence.IsFragment && sentence.Words > MaxWords ? new Finding(sentence, "length", $"{sentence.Words} words; at most {MaxWords}.") : null;

    /// <summary>A word with letters of both alphabets looks right and can't be found.</summary>
    public static Finding? CheckAlphabet(Sentence sentence) =>
        MixedWord().Match(sentence.Plain) is { Success: true } mixed
            ? new Finding(sentence, "mixed-alphabet", $"'{mixed.Value}' has Latin and Cyrillic letters.")
            : null;

    public static Finding? CheckTranslated(Sentence sentence) =>
        sentence.File.StartsWith(RussianHelp, StringComparison.Ordinal) && !sentence.IsFragment && !sentence.Plain.Any(Sentence.IsCyrillic)
            && LatinWord().Count(sentence.Plain) >= 2
            ? new Finding(sentence, "untranslated", "write it in Russian.")
            : null;

    [GeneratedRegex(@"\b\p{L}*(?:[a-zA-Z][\u0400-\u04FF]|[\u0400-\u04FF][a-zA-Z])\p{L}*\b")]
    private static partial Regex MixedWord();

    [GeneratedRegex(@"\b(?!X\b)[a-zA-Z]{2,}\b")]
    private static partial Regex LatinWord();
}
