namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A bracket that may begin a link.</summary>
/// <param name="token">Its place among the tokens.</param>
/// <param name="delimiter">How many runs of delimiters lie before it.</param>
/// <param name="textStart">Where the text behind it begins.</param>
/// <param name="isImage">Whether an exclamation mark stands before it.</param>
internal sealed class OpenBracket(int token, int delimiter, int textStart, bool isImage)
{
    public int Token { get; } = token;

    public int Delimiter { get; } = delimiter;

    public int TextStart { get; } = textStart;

    public bool IsImage { get; } = isImage;

    /// <summary>There are brackets between it and its end.</summary>
    public bool HasInner { get; set; }

    /// <summary>False inside whose brackets there is a link already: links do not nest.</summary>
    public bool CanBeLink { get; set; } = true;
}
