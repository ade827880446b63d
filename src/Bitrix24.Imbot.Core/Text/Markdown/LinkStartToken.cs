namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A link's text begins.</summary>
/// <param name="Address">Where the link leads.</param>
/// <param name="IsImage">Whether it is a picture.</param>
internal sealed record LinkStartToken(string Address, bool IsImage) : InlineToken;
