using System.Collections;
using System.Text.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Converts blocks, hashtables with the names of the REST documentation, deserialized copies, and other objects to attachments.</summary>
internal static class AttachmentConversion
{
    private const string BlocksName = "BLOCKS";

    /// <summary>Converts a value; null remains null.</summary>
    public static Attachment? ToAttachment(object? input)
    {
        switch (RestMembers.Unwrap(input))
        {
            case null:
                return null;
            case string or ValueType:
                throw ContentErrors.AttachmentBlockInvalid.With($"A value of type {RestMembers.Unwrap(input)!.GetType().Name} can't be used as an attachment. To send text, use -Message.");
        }

        object?[] items = [.. ObjectTable.ItemsIn(input).Where(item => item is not null)];
        if (items.Length == 1 && Whole(items[0]) is { } whole)
        {
            return whole;
        }

        IEnumerable<AttachmentBlock>?[] found = [.. items.Select(BlocksIn)];
        return items.Length > 0 && found.All(blocks => blocks is not null) ? new Attachment(found.SelectMany(blocks => blocks!))
            : found.All(blocks => blocks is null) ? ObjectTable.Create(items).ToAttachment()
            : throw ContentErrors.AttachmentBlockInvalid.With("An attachment can't contain both blocks and other objects.");
    }

    public static IEnumerable<AttachmentBlock> ToBlocks(object? item) => BlocksIn(item)
        ?? throw ContentErrors.AttachmentBlockInvalid.With($"An object of type {RestMembers.Unwrap(item)?.GetType().Name ?? "null"} is not an attachment block.");

    /// <summary>Converts a pipeline object that is an attachment or a block; returns null for any other object.</summary>
    /// <exception cref="B24Exception">A deserialized copy is incomplete.</exception>
    public static Attachment? Find(PSObject? item) => item?.BaseObject switch
    {
        Attachment attachment => attachment,
        AttachmentBlock block => new Attachment([block]),
        PSCustomObject => Restored(item) ?? (IsCopyOf(item, typeof(AttachmentBlock)) ? new Attachment(ToBlocks(item)) : null),
        _ => null,
    };

    /// <summary>Creates the error for an object that throws while it is read.</summary>
    public static B24Exception Unreadable(Exception exception) =>
        ContentErrors.AttachmentBlockInvalid.With($"The attachment can't be read: {exception.Message}", exception);

    /// <summary>Restores an attachment that was deserialized by Start-Job or Clixml; returns null for any other object.</summary>
    private static Attachment? Restored(PSObject? item) => IsCopyOf(item, typeof(Attachment)) ? Whole(Content(item!)) : null;

    /// <summary>Converts an object that represents a complete attachment; returns null for any other object.</summary>
    private static Attachment? Whole(object? item)
    {
        if (RestMembers.Unwrap(item) is Attachment attachment)
        {
            return attachment;
        }

        if (item is PSObject copy && Restored(copy) is { } restored)
        {
            return restored;
        }

        if (!IsWholeForm(item))
        {
            return null;
        }

        RestMembers members = new(item, "An attachment");

        // Ignored, because the portal assigns an ID to each attachment.
        _ = members["ID"];
        Attachment made = new(
            ObjectTable.ItemsIn(members[BlocksName]).SelectMany(ToBlocks),
            members.Text("COLOR_TOKEN"),
            members.Text("COLOR"),
            members.Text("DESCRIPTION"));
        members.RequireAllRead();
        return made;
    }

    /// <summary>Whether an object has the REST form of an attachment. In a hashtable, BLOCKS is not case-sensitive if it contains blocks.</summary>
    private static bool IsWholeForm(object? item) => RestMembers.Get(item)?.Any(member => member.Name == BlocksName
        || (RestMembers.Unwrap(item) is IDictionary
            && string.Equals(member.Name, BlocksName, StringComparison.OrdinalIgnoreCase)
            && ObjectTable.ItemsIn(member.Value).All(block => BlocksIn(block) is not null))) == true;

    private static IEnumerable<AttachmentBlock>? BlocksIn(object? item) => RestMembers.Unwrap(item) is AttachmentBlock block ? [block]
        : BlockConversion.Find(item is PSObject copy && IsCopyOf(copy, typeof(AttachmentBlock)) ? Content(copy) : item)?.ToArray();

    private static bool IsCopyOf(PSObject? item, Type type) => item is { BaseObject: PSCustomObject } && DeserializedCopy.IsOf(item, type);

    /// <summary>Reads the JSON of an attachment or block from its properties.</summary>
    private static object? Content(PSObject copy)
    {
        using JsonDocument content = JsonDocument.Parse(copy.Properties[nameof(Attachment.Json)]?.Value as string
            ?? throw ContentErrors.AttachmentBlockInvalid.With("The deserialized attachment is incomplete."));
        return ResultConversion.ToPowerShell(content.RootElement);
    }
}
