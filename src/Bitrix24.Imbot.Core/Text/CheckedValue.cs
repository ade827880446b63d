using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Checks single values of keyboards and attachments. A portal silently drops what it does not understand, so it is refused before it is sent
/// (docs/portal/cards.md, "Attachment blocks"). Null stands for "not given" and always passes.
/// </summary>
internal static class CheckedValue
{
    /// <summary>Colour tokens of buttons, attachments and table rows.</summary>
    public static readonly string[] ColorTokens = ["primary", "secondary", "alert", "base"];

    /// <summary>A value of a fixed set, compared without letter case and returned as the portal writes it.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.ValueUnknown"/>.</exception>
    public static string? OneOf(string name, string? value, string[] allowed)
    {
        if (value is null)
        {
            return null;
        }

        return Array.Find(allowed, candidate => string.Equals(candidate, value, StringComparison.OrdinalIgnoreCase))
            ?? throw ContentErrors.ValueUnknown.With($"{name} is '{value}', and can be {string.Join(", ", allowed)}.");
    }

    /// <summary>A web address or a path from the portal's root.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.LinkInvalid"/>.</exception>
    public static string? Link(string name, string? value)
    {
        if (value is null)
        {
            return null;
        }

        bool hasBody = value.StartsWith("/", StringComparison.Ordinal)
            || (value.StartsWith("http://", StringComparison.Ordinal) && value.Length > 7)
            || (value.StartsWith("https://", StringComparison.Ordinal) && value.Length > 8);
        return hasBody ? value : throw ContentErrors.LinkInvalid.With($"{name} is '{value}', which is neither a web address nor a path.");
    }

    /// <summary>A colour as #RGB or #RRGGBB.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.ColorInvalid"/>.</exception>
    public static string? Color(string name, string? value)
    {
        if (value is null)
        {
            return null;
        }

        bool isColor = value.Length is 4 or 7 && value[0] == '#' && value.Skip(1).All(IsHexDigit);
        return isColor ? value : throw ContentErrors.ColorInvalid.With($"{name} is '{value}', which is no colour.");
    }

    /// <summary>A number of pixels or bytes, or an id: more than 0.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.NumberNotPositive"/>.</exception>
    public static object? Positive(string name, long? value) => value is null or > 0
        ? value
        : throw ContentErrors.NumberNotPositive.With($"{name} is {value}.");

    /// <summary>A text that must be there, with something to see in it.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>.</exception>
    public static string Required(string name, string? value) => string.IsNullOrWhiteSpace(value)
        ? throw ContentErrors.AttachmentBlockInvalid.With($"{name} is empty.")
        : value!;

    private static bool IsHexDigit(char digit) => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
