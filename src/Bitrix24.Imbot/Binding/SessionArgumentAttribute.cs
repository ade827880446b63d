using System.Management.Automation;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>Tells a session that was written to text and read back (as <c>Start-Job</c> does with what it is given) from a live one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    private const string DeserializedPrefix = "Deserialized.";

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is PSObject wrapped && wrapped.TypeNames.Contains(DeserializedPrefix + typeof(B24Session).FullName))
        {
            B24Exception error = ErrorKinds.SessionDeserialized.With("This session was copied as text into another process and holds no secrets any more.");
            throw new ArgumentTransformationMetadataException($"{error.ErrorId}: {error.Message} {error.RecommendedAction}", error);
        }

        return inputData;
    }
}
