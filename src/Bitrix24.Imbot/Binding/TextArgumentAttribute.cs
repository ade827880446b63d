using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Accepts text, numbers, and lists of these, which become lines. Other objects are refused, because PowerShell would convert them to their type name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextArgumentAttribute : ConvertedArgumentAttribute
{
    public static bool IsText(object value) =>
        value is string or char or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;

    /// <summary>Converts a value that <see cref="IsText"/> accepts. Numbers are formatted with the invariant culture.</summary>
    public static string? TextOf(object? value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();

    public static B24Exception NotText(object value) =>
        MessageErrors.MessageNotText.With($"An object of type {value.GetType().Name} can't be sent as a message. A message must be text.");

    protected override object? Convert(object inputData)
    {
        object? value = Unwrapped.From(inputData);
        return value is IList lines ? string.Join("\n", lines.Cast<object?>().Select(line => LineOf(Unwrapped.From(line)))) : LineOf(value);
    }

    private static string? LineOf(object? value) => value is null || IsText(value) ? TextOf(value) : throw NotText(value);
}
