namespace Bitrix24.Imbot.Core.Text;

/// <summary>Horizontal alignment of a cell in its column.</summary>
internal enum CellAlignment
{
    /// <summary>Left-aligned.</summary>
    Left,

    /// <summary>Centered.</summary>
    Center,

    /// <summary>Right-aligned.</summary>
    Right,
}
