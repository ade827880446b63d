using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>Makes an attachment of blocks, for -Attachment of other cmdlets. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "B24Attachment")]
[OutputType(typeof(Attachment))]
public sealed class NewB24AttachmentCommand : B24Command
{
    private readonly List<AttachmentBlock> blocks = [];

    /// <summary>The blocks, in order, or hashtables with the names of the REST documentation.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[] AttachmentBlock { get; set; } = [];

    /// <summary>Colour of the edge by its token.</summary>
    [Parameter]
    [ValidateSet("primary", "secondary", "alert", "base")]
    public string? ColorToken { get; set; }

    /// <summary>Colour for old clients, #RGB or #RRGGBB.</summary>
    [Parameter]
    public string? Color { get; set; }

    /// <summary>What is shown where blocks cannot be, for example in the list of chats.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => blocks.AddRange(
        Demand(AttachmentBlock, () => UserCode.Run(() => AttachmentBlock.SelectMany(AttachmentConversion.ToBlocks).ToArray(), AttachmentConversion.Unreadable)));

    /// <inheritdoc />
    protected override void EndProcessing() =>
        WriteObject(Demand(blocks, () => new Attachment(blocks, ColorToken, Color, Description)));
}
