using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Bitrix24.Imbot.Markdown;

/// <summary>
/// Converts Markdown to BB code: CommonMark with the tables, task lists, strikethrough, and URLs of GFM. The result contains only formatting codes
/// and links to URLs. Everything else is displayed unchanged and is inactive, as with <see cref="PlainText"/>.
/// </summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline WithoutMentions = CreatePipeline(MarkdownOptions.None);

    /// <summary>Converts Markdown to BB code. A text that is nested more than 128 levels deep is displayed unchanged.</summary>
    /// <param name="markdown">The Markdown. Null returns an empty text.</param>
    /// <param name="options">The options of the conversion.</param>
    public static string ToBBCode(string? markdown, MarkdownOptions options)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return string.Empty;
        }

        MarkdownDocument document;
        try
        {
            document = global::Markdig.Markdown.Parse(markdown!, options.Mentions.Count == 0 ? WithoutMentions : CreatePipeline(options));
        }
        catch (ArgumentException)
        {
            // Markdig rejects extremely deep nesting.
            return PlainText.Escape(markdown);
        }

        return new BlockWriter(markdown!, options).Write(document);
    }

    private static MarkdownPipeline CreatePipeline(MarkdownOptions options)
    {
        MarkdownPipelineBuilder builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);

        // HTML is text, except for comments and line breaks, which are inline elements.
        builder.BlockParsers.TryRemove<HtmlBlockParser>();
        builder.InlineParsers.Insert(0, new BareAddressParser());
        if (options.Mentions.Count > 0)
        {
            builder.InlineParsers.Insert(0, new MentionParser(options.Mentions));
        }

        return builder.Build();
    }
}
