namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A run of asterisks, underscores or tildes, and what became of it.</summary>
/// <param name="Mark">The character.</param>
/// <param name="Length">Characters as written.</param>
/// <param name="CanOpen">Whether something may begin here.</param>
/// <param name="CanClose">Whether something may end here.</param>
internal sealed record DelimiterToken(char Mark, int Length, bool CanOpen, bool CanClose) : InlineToken
{
    /// <summary>Characters that have no partner so far; in the end they are text.</summary>
    public int Left { get; set; } = Length;

    /// <summary>What ends here, in this order, before the text that is left.</summary>
    public List<Style> Ended { get; } = [];

    /// <summary>What begins here, the last first, behind the text that is left.</summary>
    public List<Style> Begun { get; } = [];
}
