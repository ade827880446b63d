using Markdig.Syntax;

namespace Bitrix24.Imbot.Help.Pages;

/// <summary>A heading and its content.</summary>
/// <param name="Title">The heading's text.</param>
/// <param name="Blocks">The content before the first heading of the next level.</param>
/// <param name="Parts">The sections of the next level.</param>
public sealed record PageSection(string Title, IReadOnlyList<Block> Blocks, IReadOnlyList<PageSection> Parts)
{
    /// <summary>An empty section.</summary>
    public static PageSection Empty { get; } = new(string.Empty, [], []);

    /// <summary>The paragraphs before the first subsection.</summary>
    public IReadOnlyList<string> Paragraphs => PlainText.ParagraphsOf(Blocks);

    /// <summary>Splits blocks into the sections of one level. Content before the first section is omitted.</summary>
    public static IReadOnlyList<PageSection> Cut(IEnumerable<Block> blocks, int level)
    {
        List<(string Title, List<Block> Blocks)> found = [];
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                found.Add((PlainText.Of(heading.Inline), []));
            }
            else if (found.Count > 0)
            {
                found[^1].Blocks.Add(block);
            }
        }

        return [.. found.Select(section => new PageSection(
            section.Title,
            [.. section.Blocks.TakeWhile(block => !IsHeading(block, level + 1))],
            Cut(section.Blocks, level + 1)))];
    }

    private static bool IsHeading(Block block, int level) => block is HeadingBlock heading && heading.Level == level;
}
