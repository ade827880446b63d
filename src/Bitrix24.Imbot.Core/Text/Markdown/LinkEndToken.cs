namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A link's text ends.</summary>
internal sealed record LinkEndToken : InlineToken;
