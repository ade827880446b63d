using System.ComponentModel;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot;

/// <summary>What the views of the module (<c>module/Bitrix24.Imbot.Format.ps1xml</c>) show of texts that other people may have written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class _Format
{
    private static readonly Regex Controls = new(@"[\p{Cc}\u2028\u2029]+", RegexOptions.CultureInvariant);

    /// <summary>A value as one line, in which nothing acts on the terminal; several values are separated by spaces.</summary>
    public static string Line(object? value) => ShownText.From(Controls.Replace(TextOf(value), " "));

    /// <summary>A text with its line breaks, in which nothing acts on the terminal.</summary>
    public static string Lines(object? value) => ShownText.From(TextOf(value));

    private static string TextOf(object? value) => LanguagePrimitives.ConvertTo<string>(value) ?? string.Empty;
}
