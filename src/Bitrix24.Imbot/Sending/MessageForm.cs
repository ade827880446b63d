using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Sending;

/// <summary>Converts the text of a message to BB code. A code block contains no active BB code or command, and plain text is shown literally.</summary>
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
    public string Apply(string text, bool isWhole) =>
        isWhole ? Apply(text)!
        : IsCode || IsPlain ? Apply(GrowingBBCode.WithoutHalfCharacter(text))!
        : IsMarkdown ? MarkdownConverter.ToBBCode(GrowingMarkdown.Complete(text), MarkdownOptions.None)
        : GrowingBBCode.Complete(text);
}
