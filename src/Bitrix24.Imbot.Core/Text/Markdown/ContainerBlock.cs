namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A block of blocks.</summary>
internal abstract class ContainerBlock : Block
{
    public List<Block> Children { get; } = [];

    /// <summary>Whether the line goes on with this block; then the cursor is moved past what says so.</summary>
    public abstract bool TakesLine(LineCursor cursor);
}
