using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Bitrix24.Imbot.Markdown;

/// <summary>
/// Markdown as the messenger shows it: CommonMark with the tables, task lists, struck-out text and addresses of GFM becomes BB code. Only codes
/// that change the look, and links to web addresses, come out of a text; what else it holds is shown as it is written and starts nothing, as
/// with <see cref="PlainText"/>.
/// </summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline WithoutMentions = CreatePipeline(MarkdownOptions.None);

    /// <summary>The text with BB codes. A text that is nested more than 128 levels deep is shown as it is written.</summary>
    /// <param name="markdown">The Markdown; null gives an empty text.</param>
    /// <param name="options">What the text may do beyond being shown.</param>
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
            // Markdig gives up on what nobody writes by hand.
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

        // HTML is text, except comments and line breaks, which are inline.
        builder.BlockParsers.TryRemove<HtmlBlockParser>();
        builder.InlineParsers.Insert(0, new BareAddressParser());
        if (options.Mentions.Count > 0)
        {
            builder.InlineParsers.Insert(0, new MentionParser(options.Mentions));
        }

        return builder.Build();
    }
}
