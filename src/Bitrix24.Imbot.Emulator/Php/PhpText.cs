using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>PHP's text functions. If a function declares a string, an array causes a failure in the portal's code.</summary>
internal static partial class PhpText
{
    /// <summary>Converts a value for a parameter that is declared as string, in weakly typed code.</summary>
    /// <exception cref="PhpTypeException">The value is an array.</exception>
    public static string Argument(JsonNode? value) => PhpValue.IsArray(value)
        ? throw new PhpTypeException("Argument #1 must be of type string, array given")
        : PhpValue.Text(value) ?? "";

    /// <summary>Like trim() without a list of characters.</summary>
    public static string Trim(string text) => text.Trim(' ', '\t', '\n', '\r', '\0', '\v');

    /// <summary>Like trim() of any value.</summary>
    /// <exception cref="PhpTypeException">The value is an array.</exception>
    public static string Trim(JsonNode? value) => Trim(Argument(value));

    /// <summary>Like preg_match() of any value.</summary>
    /// <exception cref="PhpTypeException">The value is an array.</exception>
    public static bool IsMatch(Regex pattern, JsonNode? value) => pattern.IsMatch(Argument(value));

    /// <summary>Replaces each line break of any kind with a space.</summary>
    public static string WithoutLineBreaks(string text) => LineBreak().Replace(text, " ");

    /// <summary>Like htmlspecialchars() with double quotes escaped, but not single quotes.</summary>
    public static string EscapeHtml(string text) =>
        text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;");

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
