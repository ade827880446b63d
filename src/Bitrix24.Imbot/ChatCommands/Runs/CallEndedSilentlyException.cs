namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A call ends early, and its caller knows already.</summary>
internal sealed class CallEndedSilentlyException : Exception
{
}
