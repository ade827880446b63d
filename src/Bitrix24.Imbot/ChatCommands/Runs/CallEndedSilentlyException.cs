namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A call ended early, and the caller was already informed.</summary>
internal sealed class CallEndedSilentlyException : Exception
{
}
