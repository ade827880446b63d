namespace Bitrix24.Imbot.Core.Text;

/// <summary>Names with values in one layout. A grid must not mix layouts (docs/portal/cards.md, "Attachment blocks").</summary>
/// <param name="Rows">The rows, at least one.</param>
public sealed record GridBlock(IReadOnlyList<GridRow> Rows) : AttachmentBlock
{
    private static readonly string[] Displays = ["BLOCK", "LINE", "ROW", "TABLE"];

    /// <inheritdoc />
    public override string Kind => "GRID";

    /// <inheritdoc />
    public override string Summary => string.Join(", ", Rows);

    /// <summary>BLOCK: one below another. LINE: cards side by side. ROW: two columns. TABLE: compact; some clients show it as ROW.</summary>
    public string Display { get; init; } = "ROW";

    private protected override object ToValue()
    {
        string display = CheckedValue.OneOf("DISPLAY", Display, Displays)!;
        return Rows.Count > 0
            ? Rows.Select(row => row.ToMap(display)).ToArray()
            : throw ContentErrors.AttachmentBlockInvalid.With("The grid has no rows.");
    }
}
