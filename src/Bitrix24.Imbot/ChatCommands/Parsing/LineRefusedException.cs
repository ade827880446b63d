using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>
/// A command line was refused. The position in the line is zero-based, or -1 if there is none. The subject is the character, parameter, or value that caused it.
/// </summary>
internal sealed class LineRefusedException(ChatText reason, int position = -1, string subject = "") : Exception($"{reason} at {position}: {subject}")
{
    public ChatText Reason { get; } = reason;
    public int Position { get; } = position;
    public string Subject { get; } = subject;
}
