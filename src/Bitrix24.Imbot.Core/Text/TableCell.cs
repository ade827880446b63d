namespace Bitrix24.Imbot.Core.Text;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it shows; empty for nothing.</param>
/// <param name="IsRightAligned">Whether it stands at the right of its column, as numbers do.</param>
public readonly record struct TableCell(string Text, bool IsRightAligned = false);
