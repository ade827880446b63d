namespace Bitrix24.Imbot.Completion;

/// <summary>A completion.</summary>
/// <param name="Value">The value to insert.</param>
/// <param name="Shown">The text in a list of completions.</param>
/// <param name="Tooltip">The tooltip.</param>
internal sealed record Candidate(string Value, string Shown, string Tooltip);
