namespace Bitrix24.Imbot.Core.Text;

/// <summary>Where a cell's text stands in its column.</summary>
internal enum CellAlignment
{
    /// <summary>At the beginning.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the end.</summary>
    Right,
}
