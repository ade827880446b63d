using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets a keyboard be given as one, as buttons, as hashtables with the names of the REST documentation, or as what <c>Start-Job</c> and Clixml made of these.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyboardArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return UserCode.Run(() => KeyboardConversion.ToKeyboard(inputData), KeyboardConversion.Unreadable);
        }
        catch (B24Exception error)
        {
            throw new ArgumentTransformationMetadataException($"{error.Message} {error.RecommendedAction}", error);
        }
    }
}
