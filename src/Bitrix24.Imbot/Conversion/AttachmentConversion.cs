using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Makes attachments of blocks, and tables of plain objects.</summary>
internal static class AttachmentConversion
{
    /// <summary>An attachment; null for null.</summary>
    /// <exception cref="B24Exception">What a wrong attachment or block gives.</exception>
    public static Attachment? ToAttachment(object? input)
    {
        object? value = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        switch (value)
        {
            case null:
                return null;
            case Attachment attachment:
                return attachment;
            case string or ValueType:
                throw ErrorKinds.AttachmentBlockInvalid.With($"A value of type {value.GetType().Name} is not an attachment. Send a text with -Message.");
        }

        object?[] items = [.. ObjectTable.ItemsIn(input).Where(item => item is not null)];
        AttachmentBlock[] blocks = [.. items.Select(BlockIn).OfType<AttachmentBlock>()];
        return blocks.Length == items.Length ? new Attachment(blocks)
            : blocks.Length == 0 ? ObjectTable.Of(items).ToAttachment()
            : throw ErrorKinds.AttachmentBlockInvalid.With("The attachment has blocks and other objects side by side.");
    }

    /// <summary>The error for an object that throws while it is read.</summary>
    public static B24Exception Unreadable(Exception exception) =>
        ErrorKinds.AttachmentBlockInvalid.With($"The attachment cannot be read: {exception.Message}", exception);

    private static AttachmentBlock? BlockIn(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) as AttachmentBlock;
}
