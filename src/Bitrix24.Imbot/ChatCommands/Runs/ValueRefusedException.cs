namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A value can't be converted or is invalid for its parameter. The reason is PowerShell's error message.</summary>
internal sealed class ValueRefusedException(string parameter, string reason) : Exception($"-{parameter}: {reason}");
