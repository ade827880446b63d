namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Markdown as the messenger shows it: CommonMark with the tables, task lists, struck-out text and addresses of GFM becomes BB code. Only codes
/// that change the look, and links to web addresses, come out of a text; what else it holds is shown as it is written and starts nothing, as
/// with <see cref="PlainText"/>.
/// </summary>
public static class MarkdownText
{
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
}
