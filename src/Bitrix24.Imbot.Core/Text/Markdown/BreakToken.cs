namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>The end of a line. Soft ones, too: people who write to a chat mean them.</summary>
internal sealed record BreakToken : InlineToken;
