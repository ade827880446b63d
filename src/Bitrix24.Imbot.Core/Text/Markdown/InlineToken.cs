namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>A part of a line. Tokens are a flat list, so that no depth of nesting can fill the stack.</summary>
internal abstract record InlineToken;
