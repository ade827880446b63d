using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>PHP's text functions. If a function declares a string, an array causes a failure in the portal's code.</summary>
internal static partial class PhpText
{
    /// <summary>Converts a value for a parameter that is declared as string, in weakly typed code.</summary>
    public static string Argument(JsonNode? value) => PhpValue.IsArray(value)
        ? throw new PhpTypeException("Argument #1 must be of type string, array given")
        : PhpValue.Text(value) ?? "";

    /// <summary>Like trim() without a list of characters.</summary>
    public static string Trim(string text) => text.Trim(' ', '\t', '\n', '\r', '\0', '\v');

    /// <summary>Like trim() of any value.</summary>
    public static string Trim(JsonNode? value) => Trim(Argument(value));

    /// <summary>Like preg_match() of any value.</summary>
    public static bool IsMatch(Regex pattern, JsonNode? value) => pattern.IsMatch(Argument(value));

    /// <summary>Replaces each line break of any kind with a space.</summary>
    public static string WithoutLineBreaks(string text) => LineBreak().Replace(text, " ");

    /// <summary>Like htmlspecialchars() with double quotes escaped, but not single quotes.</summary>
    public static string EscapeHtml(string text) =>
        text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Like mb_strlen(): the number of Unicode characters.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    /// <summary>Like mb_substr() from the start.</summary>
    public static string First(string text, int count) => text[..text.EnumerateRunes().Take(count).Sum(rune => rune.Utf16SequenceLength)];

    /// <summary>Like base64_decode() in strict mode: white space is ignored, padding can be missing, and any other character fails.</summary>
    public static byte[]? DecodeBase64(string text)
    {
        string bare = string.Concat(text.Where(character => character is not (' ' or '\t' or '\r' or '\n')));
        string digits = bare.TrimEnd('=');
        int padding = bare.Length - digits.Length;
        bool isValid = digits.All(digit => char.IsAsciiLetterOrDigit(digit) || digit is '+' or '/')
            && digits.Length % 4 != 1 && (padding == 0 || (padding <= 2 && bare.Length % 4 == 0));
        return isValid ? Convert.FromBase64String(digits + new string('=', (4 - (digits.Length % 4)) % 4)) : null;
    }

    /// <summary>Compares two texts like PHP's ==: numerically if both are numeric.</summary>
    public static bool IsLooselyEqual(string one, string other) => one == other
        || (PhpNumber.TryParse(one, out double number) && PhpNumber.TryParse(other, out double otherNumber) && number.Equals(otherNumber));

    /// <summary>Compares a value and a text like PHP's ==, which in_array() uses.</summary>
    public static bool IsLooselyEqual(JsonNode? value, string text) => value?.GetValueKind() switch
    {
        null => text.Length == 0,
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => PhpValue.IsTrue(value) == PhpValue.IsTrue(text),
        System.Text.Json.JsonValueKind.Array or System.Text.Json.JsonValueKind.Object => false,
        _ => IsLooselyEqual(PhpValue.Text(value)!, text),
    };

    [GeneratedRegex("\\r\\n|[\\n\\v\\f\\r\\u0085\\u2028\\u2029]", RegexOptions.CultureInvariant)]
    private static partial Regex LineBreak();
}
