using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Commands;

/// <summary>In which form a text is shown.</summary>
internal static class MessageForm
{
    /// <summary>The text as it is sent; null stays null.</summary>
    /// <param name="text">What the user gave.</param>
    /// <param name="isCode">Whether it is shown as a block of code, which also keeps anything in it from acting.</param>
    /// <param name="isPlain">Whether it is shown as it is written.</param>
    /// <param name="isMarkdown">Whether it is Markdown.</param>
    public static string? Of(string? text, bool isCode, bool isPlain, bool isMarkdown = false) =>
        text is null ? null
        : isCode ? CodeText.Wrap(text)
        : isPlain ? PlainText.Escape(text)
        : isMarkdown ? MarkdownConverter.ToBBCode(text, MarkdownOptions.None)
        : text;

    /// <summary>The same for a text of which the end is still missing.</summary>
    /// <inheritdoc cref="Of"/>
    public static string OfGrowing(string text, bool isCode, bool isPlain, bool isMarkdown) =>
        isCode || isPlain ? Of(GrowingBBCode.WithoutHalfCharacter(text), isCode, isPlain)!
        : isMarkdown ? MarkdownConverter.ToBBCode(GrowingMarkdown.Complete(text), MarkdownOptions.None)
        : GrowingBBCode.Complete(text);
}
