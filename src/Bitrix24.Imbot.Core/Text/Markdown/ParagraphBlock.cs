namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Lines of text.</summary>
internal sealed class ParagraphBlock : Block
{
    public List<string> Lines { get; } = [];

    public string Text => string.Join("\n", Lines);
}
