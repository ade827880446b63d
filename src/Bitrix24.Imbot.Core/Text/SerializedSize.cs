using System.Globalization;
using System.Text;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// How large a structure is as JSON on a portal. PHP writes slashes as <c>\/</c>, so they count twice; letters of other languages are counted
/// as they are for attachments, and as six characters each where a cautious count is wanted.
/// </summary>
internal static class SerializedSize
{
    /// <summary>Characters (code points).</summary>
    public static int InCharacters(JsonMap map)
    {
        string json = Encoding.UTF8.GetString(JsonMapWriter.Write(map));
        int count = 0;
        for (int index = 0; index < json.Length;)
        {
            (int length, int counted) = json[index] switch
            {
                '/' => (1, 2),
                '\\' when json[index + 1] == 'u' => (6, CountedAs(int.Parse(json.Substring(index + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
                '\\' => (2, 2),
                _ => (char.IsLowSurrogate(json[index]) ? (1, 0) : (1, 1)),
            };
            index += length;
            count += counted;
        }

        return count;
    }

    /// <summary>Bytes, were everything outside ASCII written as <c>\uXXXX</c>: never less than what a portal counts.</summary>
    public static int InBytesAtMost(JsonMap map)
    {
        string json = Encoding.UTF8.GetString(JsonMapWriter.Write(map));
        return json.Sum(character => character switch
        {
            '/' => 2,
            > '\u007F' => 6,
            _ => 1,
        });
    }

    /// <summary>What the writer here escapes is not escaped on a portal, except control characters and two kinds of line breaks.</summary>
    private static int CountedAs(int escaped) => escaped is < 0x80 or 0x2028 or 0x2029 ? 6 : char.IsLowSurrogate((char)escaped) ? 0 : 1;
}
