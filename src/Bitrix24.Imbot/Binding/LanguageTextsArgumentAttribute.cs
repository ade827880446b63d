using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets texts in several languages be given as a hashtable by language, such as <c>@{ en = 'Help'; ru = '...' }</c>, or as one text, which is the
/// English one. A language is the portal's code of two letters.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageTextsArgumentAttribute : ArgumentTransformationAttribute
{
    private const string PlainTextLanguage = "en";

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrapped.Of(inputData);
        return value switch
        {
            null => null,
            string text => new Hashtable { [PlainTextLanguage] = text },
            IDictionary texts => FromDictionary(texts),
            _ => throw new ArgumentTransformationMetadataException(
                $"texts are given by language, @{{ en = 'Help'; ru = '...' }}, or as one text, and not as {value.GetType().Name}."),
        };
    }

    private static Hashtable FromDictionary(IDictionary texts)
    {
        Hashtable byLanguage = [];
        foreach (DictionaryEntry entry in texts)
        {
            string language = Convert.ToString(Unwrapped.Of(entry.Key), CultureInfo.InvariantCulture)!.ToLowerInvariant();
            if (language.Length != 2 || !language.All(letter => letter is >= 'a' and <= 'z'))
            {
                throw new ArgumentTransformationMetadataException($"'{language}' is no language code of two letters, such as en, ru or de.");
            }

            byLanguage[language] = Unwrapped.Of(entry.Value) switch
            {
                null => null,
                string text => text,
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                object other => throw new ArgumentTransformationMetadataException($"the text for {language} is of type {other.GetType().Name}."),
            };
        }

        return byLanguage;
    }
}
