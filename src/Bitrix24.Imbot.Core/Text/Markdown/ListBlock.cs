namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A list; its children are <see cref="ListItemBlock"/>s.</summary>
/// <param name="marker">What the first item begins with.</param>
internal sealed class ListBlock(ListMarker marker) : ContainerBlock
{
    public ListMarker Marker { get; } = marker;

    /// <inheritdoc />
    public override bool TakesLine(LineCursor cursor) => true;
}
