using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>Converts an argument to texts by language. Accepts a hashtable such as <c>@{ en = 'Help'; ru = '...' }</c>, or one text, which is the English one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageTextsArgumentAttribute : ArgumentTransformationAttribute
{
    private const string PlainTextLanguage = "en";

    /// <summary>Orders the texts by language for a request; null remains null.</summary>
    public static IReadOnlyDictionary<string, string?>? ToDictionary(Hashtable? texts) => texts?.Cast<DictionaryEntry>()
        .OrderBy(entry => (string)entry.Key, StringComparer.Ordinal)
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrapped.From(inputData);
        return value switch
        {
            null => null,
            string text => new Hashtable { [PlainTextLanguage] = text },
            IDictionary texts => FromDictionary(texts),
            _ => throw new ArgumentTransformationMetadataException(
                $"A value of type {value.GetType().Name} can't be used as text. Specify one text, or a hashtable of texts by language: @{{ en = 'Help'; ru = '...' }}."),
        };
    }

    private static Hashtable FromDictionary(IDictionary texts)
    {
        Hashtable byLanguage = [];
        foreach (DictionaryEntry entry in texts)
        {
            string language = Convert.ToString(Unwrapped.From(entry.Key), CultureInfo.InvariantCulture)!.ToLowerInvariant();
            if (language.Length != 2 || !language.All(letter => letter is >= 'a' and <= 'z'))
            {
                throw new ArgumentTransformationMetadataException($"'{language}' is not a two-letter language code, such as en, ru, or de.");
            }

            byLanguage[language] = Unwrapped.From(entry.Value) switch
            {
                null => null,
                string text => text,
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                object other => throw new ArgumentTransformationMetadataException($"The value for '{language}' is of type {other.GetType().Name}. Specify a text."),
            };
        }

        return byLanguage;
    }
}
