namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Text that is shown as it is.</summary>
/// <param name="Text">The text.</param>
internal sealed record TextToken(string Text) : InlineToken;
