namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>An error that was reported to the caller.</summary>
/// <param name="Reference">The reference number.</param>
/// <param name="Sentence">The error message, without secrets.</param>
internal sealed record CallFailure(string Reference, string Sentence);
