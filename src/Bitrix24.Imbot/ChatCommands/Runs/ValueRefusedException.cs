namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A value can't be converted or is invalid for its parameter.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="reason">PowerShell's error message.</param>
internal sealed class ValueRefusedException(string parameter, string reason) : Exception($"-{parameter}: {reason}");
