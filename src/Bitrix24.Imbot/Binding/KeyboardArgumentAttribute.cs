using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Converts an argument to a keyboard. Accepts keyboards, buttons, hashtables with the names of the REST documentation, and deserialized copies of these.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyboardArgumentAttribute : ConvertedArgumentAttribute
{
    protected override object? Convert(object inputData) =>
        UserCode.Run(() => KeyboardConversion.ToKeyboard(inputData), KeyboardConversion.Unreadable);
}
