using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>Rejects events that were deserialized, for example by <c>Start-Job</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EventArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is PSObject wrapped && DeserializedCopy.IsOf(wrapped, typeof(PortalEvent)))
        {
            B24Exception error = EventErrors.EventNotAwaited.With("The event was deserialized. It is a copy from another process.");
            throw new ArgumentTransformationMetadataException($"{error.ErrorId}: {error.Message} {PowerShellAdvice.For(error).RecommendedAction}", error);
        }

        return inputData;
    }
}
