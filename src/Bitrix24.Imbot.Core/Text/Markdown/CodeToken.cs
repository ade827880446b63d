namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Code in the middle of a line.</summary>
/// <param name="Text">The code.</param>
internal sealed record CodeToken(string Text) : InlineToken;
