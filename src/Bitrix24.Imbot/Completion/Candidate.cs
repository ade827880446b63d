namespace Bitrix24.Imbot.Completion;

/// <summary>A value that can complete what was begun.</summary>
/// <param name="Value">What is put in.</param>
/// <param name="Shown">What is seen in a list.</param>
/// <param name="Tooltip">What is said about it.</param>
internal sealed record Candidate(string Value, string Shown, string Tooltip);
