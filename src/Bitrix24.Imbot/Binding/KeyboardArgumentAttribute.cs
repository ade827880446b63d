using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets a keyboard be given as one, as buttons, as hashtables with the names of the REST documentation, or as what <c>Start-Job</c> and Clixml made of these.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyboardArgumentAttribute : ConvertedArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Convert(object inputData) =>
        UserCode.Run(() => KeyboardConversion.ToKeyboard(inputData), KeyboardConversion.Unreadable);
}
