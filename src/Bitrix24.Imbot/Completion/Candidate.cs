namespace Bitrix24.Imbot.Completion;

/// <summary>A completion: the value to insert, the text in a list, and the tooltip.</summary>
internal sealed record Candidate(string Value, string Shown, string Tooltip);
