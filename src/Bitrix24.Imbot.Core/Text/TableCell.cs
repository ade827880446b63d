namespace Bitrix24.Imbot.Core.Text;

/// <summary>A cell of a table.</summary>
/// <param name="Text">The text; can be empty.</param>
/// <param name="IsRightAligned">Whether the text is right-aligned, like a number.</param>
public readonly record struct TableCell(string Text, bool IsRightAligned = false);
