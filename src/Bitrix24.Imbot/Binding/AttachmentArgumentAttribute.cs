using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Binding;

/// <summary>Lets an attachment be given as one, as blocks, or as plain objects, which become a table as with ConvertTo-B24Attachment.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AttachmentArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return UserCode.Run(() => AttachmentConversion.ToAttachment(inputData), AttachmentConversion.Unreadable);
        }
        catch (B24Exception error)
        {
            throw new ArgumentTransformationMetadataException($"{error.Message} {error.RecommendedAction}", error);
        }
    }
}
