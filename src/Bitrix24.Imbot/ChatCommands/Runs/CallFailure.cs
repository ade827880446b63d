namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>An error that a caller was told.</summary>
/// <param name="Reference">The number by which it is found.</param>
/// <param name="Sentence">What it was, without secrets.</param>
internal sealed record CallFailure(string Reference, string Sentence);
