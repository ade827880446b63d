using System.Globalization;
using System.Text;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Measures a structure as JSON on a portal, in characters (code points). PHP writes a slash as <c>\/</c>, which counts as two. Characters of all
/// languages are not escaped and count as one.
/// </summary>
internal static class SerializedSize
{
    /// <summary>Number of characters of a map.</summary>
    public static int InCharacters(JsonMap map)
    {
        string json = Encoding.UTF8.GetString(JsonMap.Write(map));
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

    /// <summary>Number of characters of a list.</summary>
    public static int InCharacters(IReadOnlyCollection<JsonMap> maps) => "[]".Length + maps.Sum(InCharacters) + Math.Max(maps.Count - 1, 0);

    /// <summary>Of the characters that this writer escapes, a portal escapes only control characters and two line separators.</summary>
    private static int CountedAs(int escaped) => escaped is < 0x20 or 0x2028 or 0x2029 ? 6 : char.IsLowSurrogate((char)escaped) ? 0 : 1;
}
