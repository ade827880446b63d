using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>Makes a table of any objects, as an attachment. Nothing is sent.</summary>
[Cmdlet(VerbsData.ConvertTo, "B24Attachment")]
[OutputType(typeof(Attachment))]
public sealed class ConvertToB24AttachmentCommand : B24Command
{
    private ObjectColumns? columns;
    private AttachmentTable? table;

    /// <summary>The objects, a row each.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Names of the properties that are the columns, or patterns.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>At most this many objects; the others are left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>Layout of the table.</summary>
    [Parameter]
    [ValidateSet("Block", "Line", "Row", "Table")]
    public string Display { get; set; } = "Table";

    /// <summary>Leaves the row with the names of the columns out.</summary>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>Colour of the edge by its token.</summary>
    [Parameter]
    [ValidateSet("primary", "secondary", "alert", "base")]
    public string? ColorToken { get; set; }

    /// <summary>What is shown where tables cannot be.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is IList list)
        {
            foreach (object? item in list)
            {
                TryFor(item, () => Add(item));
            }
        }
        else
        {
            TryFor(InputObject, () => Add(InputObject));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing() => WriteObject(Demand(
        null,
        () => (table ?? new AttachmentTable([])).ToAttachment(Display, ColorToken, Description)));

    private void Add(object? item)
    {
        if (item is null || table?.Count >= First)
        {
            return;
        }

        PSObject row = PSObject.AsPSObject(item);
        columns ??= UserCode.Run(() => ObjectColumns.Of(row, Property), Unreadable);
        table ??= new AttachmentTable(NoHeader ? [] : columns.Names);
        table.Add(columns.CellsOf(row));
    }

    private static B24Exception Unreadable(Exception exception) =>
        ErrorKinds.AttachmentBlockInvalid.With($"The object for a table cannot be read: {exception.Message}", exception);
}
