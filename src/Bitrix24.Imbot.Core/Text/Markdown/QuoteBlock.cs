namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A quotation: lines that begin with <c>&gt;</c>.</summary>
internal sealed class QuoteBlock : ContainerBlock
{
    public const char Marker = '>';

    /// <inheritdoc />
    public override bool TakesLine(LineCursor cursor)
    {
        if (cursor.IsIndented || cursor.Next != Marker)
        {
            return false;
        }

        cursor.SkipPast(1);
        cursor.SkipColumns(1);
        return true;
    }
}
