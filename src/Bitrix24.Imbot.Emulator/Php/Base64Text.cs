namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>Like base64_decode() in strict mode: white space is ignored, padding can be missing, and any other character fails.</summary>
internal static class Base64Text
{
    public static byte[]? Decode(string text)
    {
        string bare = string.Concat(text.Where(character => character is not (' ' or '\t' or '\r' or '\n')));
        string digits = bare.TrimEnd('=');
        int padding = bare.Length - digits.Length;
        if (!digits.All(IsDigit) || digits.Length % 4 == 1 || (padding > 0 && (padding > 2 || bare.Length % 4 != 0)))
        {
            return null;
        }

        return Convert.FromBase64String(digits + new string('=', (4 - (digits.Length % 4)) % 4));
    }

    private static bool IsDigit(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '/';
}
