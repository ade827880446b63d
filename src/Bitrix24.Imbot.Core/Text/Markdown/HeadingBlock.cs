namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A heading.</summary>
/// <param name="level">1 to 6.</param>
/// <param name="text">Its text.</param>
internal sealed class HeadingBlock(int level, string text) : Block
{
    private const int DeepestLevel = 6;

    public int Level { get; } = level;

    public string Text { get; } = text;

    /// <summary>The heading that a line is: number signs, a blank, and the text.</summary>
    public static HeadingBlock? At(string line, bool hasBlankBefore)
    {
        int level = 0;
        while (level < line.Length && line[level] == '#')
        {
            level++;
        }

        if (level is 0 or > DeepestLevel || (level < line.Length && line[level] is not (' ' or '\t')))
        {
            return null;
        }

        return new HeadingBlock(level, WithoutClosing(line.Substring(level).Trim())) { HasBlankBefore = hasBlankBefore };
    }

    private static string WithoutClosing(string text)
    {
        string shortened = text.TrimEnd('#');
        return shortened.Length == 0 ? string.Empty
            : shortened.Length < text.Length && shortened[shortened.Length - 1] is ' ' or '\t' ? shortened.TrimEnd()
            : text;
    }
}
