using Bitrix24.Imbot.Conversion;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets an attachment be given as one, as blocks, as hashtables with the names of the REST documentation, as what <c>Start-Job</c> and Clixml made of these, or as
/// plain objects, which become a table as with ConvertTo-B24Attachment.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AttachmentArgumentAttribute : ConvertedArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Convert(object inputData) =>
        UserCode.Run(() => AttachmentConversion.ToAttachment(inputData), AttachmentConversion.Unreadable);
}
