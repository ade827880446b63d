namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>The whole text.</summary>
internal sealed class DocumentBlock : ContainerBlock
{
    /// <inheritdoc />
    public override bool TakesLine(LineCursor cursor) => true;
}
