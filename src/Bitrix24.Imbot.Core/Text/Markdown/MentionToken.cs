namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A mention by name.</summary>
/// <param name="Target">Who is mentioned.</param>
/// <param name="Name">How the text calls them.</param>
internal sealed record MentionToken(MentionTarget Target, string Name) : InlineToken;
