using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>Names with values, all in one layout: layouts are not to be mixed inside a grid (docs/portal/cards.md, "Attachment blocks").</summary>
/// <param name="Rows">The rows, at least one.</param>
public sealed record GridBlock(IReadOnlyList<GridRow> Rows) : AttachmentBlock
{
    private static readonly string[] Displays = ["BLOCK", "LINE", "ROW", "TABLE"];

    /// <inheritdoc />
    public override string Kind => "GRID";

    /// <inheritdoc />
    public override string Summary => string.Join(", ", Rows);

    /// <summary>BLOCK: one under another; LINE: cards side by side; ROW: two columns; TABLE: dense, may be shown as ROW.</summary>
    public string Display { get; init; } = "ROW";

    private protected override object ToValue()
    {
        string display = CheckedValue.OneOf("DISPLAY", Display, Displays)!;
        return Rows.Count > 0
            ? Rows.Select(row => row.ToMap(display)).ToArray()
            : throw ContentErrors.AttachmentBlockInvalid.With("The grid has no row.");
    }
}
