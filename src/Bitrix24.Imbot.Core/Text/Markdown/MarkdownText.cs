namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Markdown as the messenger shows it: CommonMark with the tables, task lists, struck-out text and addresses of GFM becomes BB code. Only codes
/// that change the look, and links to web addresses, come out of a text; what else it holds is shown as it is written and starts nothing, as
/// with <see cref="PlainText"/>.
/// </summary>
public static class MarkdownText
{
    /// <summary>Fewest characters that a result can be cut to.</summary>
    public const int SmallestLimit = TextSplitter.SmallestLimit + 6;

    private const string CutMark = " (...)";

    /// <summary>The text with BB codes. Takes time and room in proportion to the length of the Markdown.</summary>
    /// <param name="markdown">The Markdown; null gives an empty text.</param>
    /// <param name="options">What the text may do beyond being shown.</param>
    public static string ToBBCode(string? markdown, MarkdownOptions options)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return string.Empty;
        }

        (DocumentBlock document, LinkDefinitions definitions) = BlockParser.Parse(markdown!.Replace('\0', '\uFFFD'));
        return new BlockWriter(definitions, options).Write(document);
    }

    /// <summary>The text, or its beginning with a mark that it was cut; codes that are open there are ended.</summary>
    /// <param name="text">Text with BB codes.</param>
    /// <param name="limit">Most characters (code points), <see cref="SmallestLimit"/> or more.</param>
    public static string Shortened(string text, int limit) =>
        CodePoints.Count(text) <= limit ? text : TextSplitter.Split(text, limit - CutMark.Length)[0].TrimEnd() + CutMark;
}
