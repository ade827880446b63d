using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>A command line was refused.</summary>
/// <param name="reason">The reason.</param>
/// <param name="position">The zero-based position in the line; -1 if there is none.</param>
/// <param name="subject">The character, parameter, or value that caused it.</param>
internal sealed class LineRefusedException(ChatText reason, int position = -1, string subject = "") : Exception($"{reason} at {position}: {subject}")
{
    public ChatText Reason { get; } = reason;

    public int Position { get; } = position;

    public string Subject { get; } = subject;
}
