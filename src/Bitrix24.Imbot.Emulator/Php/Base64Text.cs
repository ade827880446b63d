namespace Bitrix24.Imbot.Emulator;

/// <summary>Strict Base64 as PHP reads it: white space is skipped, padding may be missing, anything else refuses (server-behaviour 10).</summary>
internal static class Base64Text
{
    public static byte[]? Decode(string text)
    {
        string bare = string.Concat(text.Where(character => character is not (' ' or '\t' or '\r' or '\n'))).TrimEnd('=');
        try
        {
            return bare.Length % 4 == 1 ? null : Convert.FromBase64String(bare + new string('=', (4 - (bare.Length % 4)) % 4));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
