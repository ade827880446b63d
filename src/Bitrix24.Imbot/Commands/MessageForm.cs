using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Commands;

/// <summary>Converts the text of a message to BB code.</summary>
internal static class MessageForm
{
    /// <summary>Converts a complete text. Null stays null.</summary>
    /// <param name="text">The input.</param>
    /// <param name="isCode">Whether to format it as a code block, in which BB codes and commands aren't interpreted.</param>
    /// <param name="isPlain">Whether to escape BB codes and commands.</param>
    /// <param name="isMarkdown">Whether it is Markdown.</param>
    public static string? Format(string? text, bool isCode, bool isPlain, bool isMarkdown = false) =>
        text is null ? null
        : isCode ? CodeText.Of(text)
        : isPlain ? PlainText.Of(text)
        : isMarkdown ? MarkdownConverter.ToBBCode(text, MarkdownOptions.None)
        : text;

    /// <summary>Converts an incomplete text.</summary>
    /// <inheritdoc cref="Format"/>
    public static string FormatGrowing(string text, bool isCode, bool isPlain, bool isMarkdown) =>
        isCode || isPlain ? Format(GrowingBBCode.WithoutHalfCharacter(text), isCode, isPlain)!
        : isMarkdown ? MarkdownConverter.ToBBCode(GrowingMarkdown.Complete(text), MarkdownOptions.None)
        : GrowingBBCode.Complete(text);
}
