namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>An item of a list.</summary>
/// <param name="contentIndent">Columns that a line must be indented by to belong to it.</param>
internal sealed class ListItemBlock(int contentIndent) : ContainerBlock
{
    /// <inheritdoc />
    public override bool TakesLine(LineCursor cursor)
    {
        if (cursor.IsBlank)
        {
            return Children.Count > 0;
        }

        if (cursor.Indent < contentIndent)
        {
            return false;
        }

        cursor.SkipColumns(contentIndent);
        return true;
    }
}
