using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Converts an argument to an attachment. Accepts attachments, blocks, hashtables with the names of the REST documentation, deserialized copies of these, and
/// other objects, which become a table as with ConvertTo-B24Attachment.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AttachmentArgumentAttribute : ConvertedArgumentAttribute
{
    protected override object? Convert(object inputData) =>
        UserCode.Run(() => AttachmentConversion.ToAttachment(inputData), AttachmentConversion.Unreadable);
}
