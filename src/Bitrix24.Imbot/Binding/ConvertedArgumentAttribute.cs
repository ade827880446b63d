using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>Base class of argument conversions. Conversion errors include the recommended action.</summary>
internal abstract class ConvertedArgumentAttribute : ArgumentTransformationAttribute
{
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return Convert(inputData);
        }
        catch (B24Exception error)
        {
            throw new ArgumentTransformationMetadataException($"{error.Message} {PowerShellAdvice.For(error).RecommendedAction}", error);
        }
    }

    protected abstract object? Convert(object inputData);
}
