using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Sending;

/// <summary>Converts the text of a message to BB code.</summary>
/// <param name="IsCode">Whether the text is shown as a code block, in which no BB code or command is active.</param>
/// <param name="IsPlain">Whether the text is shown literally.</param>
/// <param name="IsMarkdown">Whether the text is Markdown.</param>
internal sealed record MessageForm(bool IsCode, bool IsPlain, bool IsMarkdown = false)
{
    /// <summary>Converts a complete text. Null stays null.</summary>
    public string? Apply(string? text) =>
        text is null ? null
        : IsCode ? CodeText.Wrap(text)
        : IsPlain ? PlainText.Escape(text)
        : IsMarkdown ? MarkdownConverter.ToBBCode(text, MarkdownOptions.None)
        : text;

    /// <summary>Converts a text that is still growing.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="isWhole">Whether the text is complete.</param>
    public string Apply(string text, bool isWhole) =>
        isWhole ? Apply(text)!
        : IsCode || IsPlain ? Apply(GrowingBBCode.WithoutHalfCharacter(text))!
        : IsMarkdown ? MarkdownConverter.ToBBCode(GrowingMarkdown.Complete(text), MarkdownOptions.None)
        : GrowingBBCode.Complete(text);
}
