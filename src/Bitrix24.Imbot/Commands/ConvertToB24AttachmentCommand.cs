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
    private ObjectTable? table;

    /// <summary>The objects, a row each.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The columns, as with Format-Table: names of properties, patterns, script blocks, and calculated properties.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public object[]? Property { get; set; }

    /// <summary>At most this many objects; the others are left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>Layout of the portal's grid. A table of more than two columns is a grid then, too.</summary>
    [Parameter]
    [ValidateSet("Block", "Line", "Row", "Table")]
    public string? Display { get; set; }

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
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        table = new ObjectTable(Property, !NoHeader);
    }

    /// <inheritdoc />
    protected override void ProcessRecord() => TryFor(InputObject, () =>
    {
        foreach (object? item in UserCode.Run(() => ObjectTable.ItemsIn(InputObject).ToArray(), ObjectTable.Unreadable))
        {
            TryFor(item, () => Add(item));
        }
    });

    /// <inheritdoc />
    protected override void EndProcessing() => WriteObject(Demand(
        null,
        () => table!.ToTable().ToAttachment(Display, ColorToken, Description)));

    /// <summary>What is wrong with all objects ends the cmdlet.</summary>
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
            Demand<object>(item, () => throw exception);
        }
    }
}
