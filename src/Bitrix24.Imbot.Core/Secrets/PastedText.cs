namespace Bitrix24.Imbot.Core.Secrets;

/// <summary>Cleans up pasted values: removes the quotation marks of scripts and chats, and visible and invisible white space.</summary>
internal static class PastedText
{
    /// <summary>Straight, typographic and angle quotation marks.</summary>
    private static readonly char[] Quotes =
        ['"', '\'', '`', '<', '>', '\u2018', '\u2019', '\u201A', '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB', '\u2039', '\u203A'];

    /// <summary>Characters that copying from chats and web pages adds: zero-width spaces, direction marks, and a byte order mark.</summary>
    private static readonly char[] Invisible =
        ['\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060', '\u202A', '\u202B', '\u202C', '\u2066', '\u2067', '\u2068', '\u2069', '\uFEFF'];

    /// <summary>A URL without surrounding white space and quotation marks.</summary>
    public static string Bare(string? text) => Without(text, character => IsBlank(character) || Array.IndexOf(Quotes, character) >= 0);

    /// <summary>A value without surrounding white space, including invisible characters. Quotation marks can be a part of it.</summary>
    public static string Trimmed(string? text) => Without(text, IsBlank);

    private static string Without(string? text, Func<char, bool> isAround) =>
        string.Concat((text ?? string.Empty).SkipWhile(isAround).Reverse().SkipWhile(isAround).Reverse());

    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || Array.IndexOf(Invisible, character) >= 0;
}
