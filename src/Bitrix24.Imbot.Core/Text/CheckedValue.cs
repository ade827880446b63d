namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// Validates single values of keyboards and attachments. A portal drops invalid values without an error, so they are rejected before they are sent
/// (docs/portal/cards.md, "Attachment blocks"). Null means "not specified" and is always valid.
/// </summary>
internal static class CheckedValue
{
    /// <summary>Color tokens of buttons, attachments, and table rows.</summary>
    public static readonly string[] ColorTokens = ["primary", "secondary", "alert", "base"];

    /// <summary>A value from a fixed set, ignoring case. Returns the portal's spelling.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.ValueUnknown"/>.</exception>
    public static string? OneOf(string name, string? value, string[] allowed)
    {
        if (value is null)
        {
            return null;
        }

        return Array.Find(allowed, candidate => string.Equals(candidate, value, StringComparison.OrdinalIgnoreCase))
            ?? throw ContentErrors.ValueUnknown.With($"{name} '{value}' is not valid. Valid values: {string.Join(", ", allowed)}.");
    }

    /// <summary>A URL, or a path from the portal's root.</summary>
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
        return hasBody ? value : throw ContentErrors.LinkInvalid.With($"{name} '{value}' is neither a URL nor a path.");
    }

    /// <summary>A color as #RGB or #RRGGBB.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.ColorInvalid"/>.</exception>
    public static string? Color(string name, string? value)
    {
        if (value is null)
        {
            return null;
        }

        bool isColor = value.Length is 4 or 7 && value[0] == '#' && value.Skip(1).All(IsHexDigit);
        return isColor ? value : throw ContentErrors.ColorInvalid.With($"{name} '{value}' is not a valid color.");
    }

    /// <summary>A number of pixels or bytes, or an ID. Must be greater than 0.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.NumberNotPositive"/>.</exception>
    public static object? Positive(string name, long? value) => value is null or > 0
        ? value
        : throw ContentErrors.NumberNotPositive.With($"{name} is {value}, but must be 1 or more.");

    /// <summary>A required text with at least one visible character.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>.</exception>
    public static string Required(string name, string? value) => string.IsNullOrWhiteSpace(value)
        ? throw ContentErrors.AttachmentBlockInvalid.With($"{name} is empty.")
        : value!;

    private static bool IsHexDigit(char digit) => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
