using System.Collections;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Texts by language as PowerShell holds them, for a request.</summary>
internal static class LanguageTexts
{
    /// <summary>The same texts, ordered by language; null where nothing was given.</summary>
    public static IReadOnlyDictionary<string, string?>? From(Hashtable? texts) => texts?.Cast<DictionaryEntry>()
        .OrderBy(entry => (string)entry.Key, StringComparer.Ordinal)
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
}
