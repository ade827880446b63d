using System.ComponentModel;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot;

/// <summary>Removes control sequences from texts for the views of the module (<c>module/Bitrix24.Imbot.Format.ps1xml</c>).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class _Format
{
    private static readonly Regex Controls = new(@"[\p{Cc}\u2028\u2029]+", RegexOptions.CultureInvariant);

    /// <summary>Formats a value as one line. Several values are separated by spaces.</summary>
    public static string Line(object? value) => ShownText.From(Controls.Replace(TextOf(value), " "));

    /// <summary>Formats a text with its line breaks.</summary>
    public static string Lines(object? value) => ShownText.From(TextOf(value));

    private static string TextOf(object? value) => LanguagePrimitives.ConvertTo<string>(value) ?? string.Empty;
}
