using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>PHP's numeric strings, and its conversion of numbers to text.</summary>
internal static partial class PhpNumber
{
    private const int Precision = 14;

    /// <summary>Like is_numeric() of a text, which can have white space around it.</summary>
    public static bool TryParse(string text, out double number)
    {
        Match match = Whole().Match(text);
        return double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && match.Success;
    }

    /// <summary>Casts a text to int: its leading number, or 0. Numbers that are too large become the maximum.</summary>
    public static long ToInteger(string text)
    {
        string digits = Leading().Match(text).Groups[1].Value;
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return whole;
        }

        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)number
            : 0;
    }

    /// <summary>Casts a float to int. Numbers that are too large are taken modulo 2^64.</summary>
    public static long ToInteger(double number) => !double.IsFinite(number) ? 0
        : Fits(number) ? (long)number
        : (long)(ulong)(new BigInteger(number) & ulong.MaxValue);

    /// <summary>True if a float is in the range of int. A parameter that is declared as int refuses other floats.</summary>
    public static bool Fits(double number) => number is >= long.MinValue and < 9223372036854775808.0;

    /// <summary>Casts a float to string: 14 digits, with an exponent if PHP writes one.</summary>
    public static string ToText(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NAN" : number > 0 ? "INF" : "-INF";
        }

        string rounded = number.ToString($"E{Precision - 1}", CultureInfo.InvariantCulture);
        int exponent = int.Parse(rounded[(rounded.IndexOf('E') + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is >= -5 and <= Precision)
        {
            return decimal.Parse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.####################", CultureInfo.InvariantCulture);
        }

        string mantissa = rounded[..rounded.IndexOf('E')].TrimEnd('0');
        return $"{mantissa}{(mantissa.EndsWith('.') ? "0" : "")}E{(exponent < 0 ? "" : "+")}{exponent}";
    }

    [GeneratedRegex("^[ \\t\\n\\r\\v\\f]*([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[ \\t\\n\\r\\v\\f]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex("^[ \\t\\n\\r\\v\\f]*([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();
}
