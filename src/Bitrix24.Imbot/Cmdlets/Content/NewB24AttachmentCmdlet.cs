using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Cmdlets.Content;

/// <summary>Creates an attachment from blocks. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "B24Attachment", HelpUri = OnlineHelp.Pages + "New-B24Attachment.html")]
[OutputType(typeof(Attachment))]
public sealed class NewB24AttachmentCmdlet : B24Cmdlet
{
    private readonly List<AttachmentBlock> blocks = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[] AttachmentBlock { get; set; } = [];

    [Parameter]
    [ValidateSet("primary", "secondary", "alert", "base")]
    public string? ColorToken { get; set; }

    [Parameter]
    public string? Color { get; set; }

    [Parameter]
    public string? Description { get; set; }

    protected override void ProcessRecord() => blocks.AddRange(
        Demand(AttachmentBlock, () => UserCode.Run(() => AttachmentBlock.SelectMany(AttachmentConversion.ToBlocks).ToArray(), AttachmentConversion.Unreadable)));

    protected override void EndProcessing() =>
        WriteObject(Demand(blocks, () => new Attachment(blocks, ColorToken, Color, Description)));
}
