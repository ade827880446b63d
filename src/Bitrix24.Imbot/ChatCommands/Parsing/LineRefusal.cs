using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>The reason why a command line was refused, and its position.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Position">The zero-based position in the line; -1 if there is none.</param>
/// <param name="Subject">The character, parameter, or value that caused it.</param>
internal sealed record LineRefusal(ChatText Reason, int Position = -1, string Subject = "");
