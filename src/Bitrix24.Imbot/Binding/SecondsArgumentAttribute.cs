using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>Lets a time be given as a number of seconds; PowerShell would take a whole number for ticks, and text without colons for days.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsArgumentAttribute : ArgumentTransformationAttribute
{
    // Far beyond what any parameter takes, and near enough for TimeSpan to hold.
    private const double MaxSeconds = 1e9;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrapped.Of(inputData);
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
