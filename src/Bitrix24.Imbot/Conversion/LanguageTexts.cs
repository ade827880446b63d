using System.Collections;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Converts a hashtable of texts by language for a request.</summary>
internal static class LanguageTexts
{
    /// <summary>Orders the texts by language; null remains null.</summary>
    public static IReadOnlyDictionary<string, string?>? From(Hashtable? texts) => texts?.Cast<DictionaryEntry>()
        .OrderBy(entry => (string)entry.Key, StringComparer.Ordinal)
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
}
