using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Takes text, numbers as text, and lists of these as lines. Everything else is refused: PowerShell would send an object's type name as the message.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether a value can be a text: text itself, a character, a number.</summary>
    public static bool IsText(object value) =>
        value is string or char or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;

    /// <summary>A value for which <see cref="IsText"/> holds, as text; numbers with a point, whatever the culture.</summary>
    public static string? TextOf(object? value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();

    /// <summary>Why anything else is refused.</summary>
    public static B24Exception NotText(object value) =>
        MessageErrors.MessageNotText.With($"A message is text, and this is an object of type {value.GetType().Name}.");

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrapped.Of(inputData);
        return value is IList lines ? string.Join("\n", lines.Cast<object?>().Select(line => LineOf(Unwrapped.Of(line)))) : LineOf(value);
    }

    private static string? LineOf(object? value)
    {
        if (value is null || IsText(value))
        {
            return TextOf(value);
        }

        B24Exception error = NotText(value);
        throw new ArgumentTransformationMetadataException($"{error.Message} {PowerShellAdvice.For(error).RecommendedAction}", error);
    }
}
