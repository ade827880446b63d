using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Sending;

/// <summary>Converts the text of a message to BB code.</summary>
/// <param name="IsCode">Whether it is shown as a block of code, which also keeps anything in it from acting.</param>
/// <param name="IsPlain">Whether it is shown as it is written.</param>
/// <param name="IsMarkdown">Whether it is Markdown.</param>
internal sealed record MessageForm(bool IsCode, bool IsPlain, bool IsMarkdown = false)
{
    /// <summary>Converts a complete text. Null stays null.</summary>
    public string? Apply(string? text) =>
        text is null ? null
        : IsCode ? CodeText.Wrap(text)
        : IsPlain ? PlainText.Escape(text)
        : IsMarkdown ? MarkdownConverter.ToBBCode(text, MarkdownOptions.None)
        : text;

    /// <summary>The same for a text that grows.</summary>
    /// <param name="text">The text, of which the end is still missing unless it is whole.</param>
    /// <param name="isWhole">Whether it is whole.</param>
    public string Apply(string text, bool isWhole) =>
        isWhole ? Apply(text)!
        : IsCode || IsPlain ? Apply(GrowingBBCode.WithoutHalfCharacter(text))!
        : IsMarkdown ? MarkdownConverter.ToBBCode(GrowingMarkdown.Complete(text), MarkdownOptions.None)
        : GrowingBBCode.Complete(text);
}
