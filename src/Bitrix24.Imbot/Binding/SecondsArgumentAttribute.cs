using System.Globalization;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>Converts a number of seconds to a TimeSpan. PowerShell would interpret a whole number as ticks, and a text without colons as days.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsArgumentAttribute : ArgumentTransformationAttribute
{
    // More than any parameter accepts, and less than TimeSpan.MaxValue.
    private const double MaxSeconds = 1e9;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrapped.From(inputData);
        return SecondsIn(value) is { } seconds and >= -MaxSeconds and <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : inputData;
    }

    private static double? SecondsIn(object? value) => value switch
    {
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) => seconds,
        _ => null,
    };
}
