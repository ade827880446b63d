using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Makes attachments of blocks, of hashtables as in the REST documentation, of copies from Start-Job and Clixml, and tables of plain objects.</summary>
internal static class AttachmentConversion
{
    private const string BlocksName = "BLOCKS";
    private const string DeserializedPrefix = "Deserialized.";

    /// <summary>An attachment; null for null.</summary>
    /// <exception cref="B24Exception">What a wrong attachment or block gives.</exception>
    public static Attachment? ToAttachment(object? input)
    {
        switch (RestMembers.Unwrapped(input))
        {
            case null:
                return null;
            case string or ValueType:
                throw ContentErrors.AttachmentBlockInvalid.With($"A value of type {RestMembers.Unwrapped(input)!.GetType().Name} is not an attachment. Send a text with -Message.");
        }

        object?[] items = [.. ObjectTable.ItemsIn(input).Where(item => item is not null)];
        if (items.Length == 1 && Whole(items[0]) is { } whole)
        {
            return whole;
        }

        IEnumerable<AttachmentBlock>?[] found = [.. items.Select(BlocksIn)];
        return items.Length > 0 && found.All(blocks => blocks is not null) ? new Attachment(found.SelectMany(blocks => blocks!))
            : found.All(blocks => blocks is null) ? ObjectTable.Of(items).ToAttachment()
            : throw ContentErrors.AttachmentBlockInvalid.With("The attachment has blocks and other objects side by side.");
    }

    /// <summary>The blocks that an object is.</summary>
    /// <exception cref="B24Exception">It is none, or what a wrong block gives.</exception>
    public static IEnumerable<AttachmentBlock> ToBlocks(object? item) => BlocksIn(item)
        ?? throw ContentErrors.AttachmentBlockInvalid.With($"An object of type {RestMembers.Unwrapped(item)?.GetType().Name ?? "null"} is not a block of an attachment.");

    /// <summary>The attachment that an object from the pipeline is, or the one that its block makes; null for any other object.</summary>
    /// <exception cref="B24Exception">What is left of a copy cannot be read.</exception>
    public static Attachment? Find(PSObject? item) => item?.BaseObject switch
    {
        Attachment attachment => attachment,
        AttachmentBlock block => new Attachment([block]),
        PSCustomObject => Restored(item) ?? (IsCopyOf(item, typeof(AttachmentBlock)) ? new Attachment(ToBlocks(item)) : null),
        _ => null,
    };

    /// <summary>The error for an object that throws while it is read.</summary>
    public static B24Exception Unreadable(Exception exception) =>
        ContentErrors.AttachmentBlockInvalid.With($"The attachment cannot be read: {exception.Message}", exception);

    /// <summary>The attachment that was written to text, as Start-Job and Clixml do; null for any other object.</summary>
    private static Attachment? Restored(PSObject? item) => IsCopyOf(item, typeof(Attachment)) ? Whole(Content(item!)) : null;

    /// <summary>What is an attachment by itself.</summary>
    private static Attachment? Whole(object? item)
    {
        if (RestMembers.Unwrapped(item) is Attachment attachment)
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

        // The portal gives its own number to each attachment.
        _ = members["ID"];
        Attachment made = new(
            ObjectTable.ItemsIn(members[BlocksName]).SelectMany(ToBlocks),
            members.Text("COLOR_TOKEN"),
            members.Text("COLOR"),
            members.Text("DESCRIPTION"));
        members.RequireAllRead();
        return made;
    }

    /// <summary>Of hashtables letter case doesn't count, as long as there are blocks in them and not a value for a table.</summary>
    private static bool IsWholeForm(object? item) => RestMembers.Given(item)?.Any(member => member.Name == BlocksName
        || (RestMembers.Unwrapped(item) is IDictionary
            && string.Equals(member.Name, BlocksName, StringComparison.OrdinalIgnoreCase)
            && ObjectTable.ItemsIn(member.Value).All(block => BlocksIn(block) is not null))) == true;

    private static IEnumerable<AttachmentBlock>? BlocksIn(object? item) => RestMembers.Unwrapped(item) is AttachmentBlock block ? [block]
        : BlockConversion.Find(item is PSObject copy && IsCopyOf(copy, typeof(AttachmentBlock)) ? Content(copy) : item)?.ToArray();

    private static bool IsCopyOf(PSObject? item, Type type) => item is { BaseObject: PSCustomObject } && item.TypeNames.Contains(DeserializedPrefix + type.FullName);

    /// <summary>The JSON of an attachment or block, which is among its properties.</summary>
    private static object? Content(PSObject copy)
    {
        using JsonDocument content = JsonDocument.Parse(copy.Properties[nameof(Attachment.Json)]?.Value as string
            ?? throw ContentErrors.AttachmentBlockInvalid.With("The copy of an attachment is incomplete."));
        return ResultConversion.ToPowerShell(content.RootElement);
    }
}
