namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A part of a text that begins a line of its own.</summary>
internal abstract class Block
{
    /// <summary>The author left a blank line before it.</summary>
    public bool HasBlankBefore { get; init; }
}
