using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Cmdlets.Content;

/// <summary>Converts objects to a table attachment. Nothing is sent.</summary>
[Cmdlet(VerbsData.ConvertTo, "B24Attachment", HelpUri = OnlineHelp.Pages + "ConvertTo-B24Attachment.html")]
[OutputType(typeof(Attachment))]
public sealed class ConvertToB24AttachmentCmdlet : B24Cmdlet
{
    private ObjectTable? table;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public object[]? Property { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    [Parameter]
    [ValidateSet("Block", "Line", "Row", "Table")]
    public string? Display { get; set; }

    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    [Parameter]
    [ValidateSet("primary", "secondary", "alert", "base")]
    public string? ColorToken { get; set; }

    [Parameter]
    public string? Description { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        table = new ObjectTable(Property, !NoHeader);
    }

    protected override void ProcessRecord() => TryFor(InputObject, () =>
    {
        foreach (object? item in UserCode.Run(() => ObjectTable.ItemsIn(InputObject).ToArray(), ObjectTable.Unreadable))
        {
            TryFor(item, () => Add(item));
        }
    });

    protected override void EndProcessing() => WriteObject(Demand(
        null,
        () => table!.ToTable().ToAttachment(Display, ColorToken, Description)));

    /// <summary>Errors that affect all objects are terminating.</summary>
    private void Add(object? item)
    {
        if (table!.Count >= First)
        {
            return;
        }

        try
        {
            table.Add(item);
        }
        catch (B24Exception exception) when (exception.Kind == ContentErrors.ObjectFormatted || exception.Kind == ContentErrors.TableColumnInvalid)
        {
            Demand(item, () => throw exception);
        }
    }
}
