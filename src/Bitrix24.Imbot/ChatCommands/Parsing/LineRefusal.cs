using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>Why a command line isn't run, and where in it the reason is.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Position">Place in the line, from 0; -1 where no place can be named.</param>
/// <param name="Subject">What it is about: a character, or a parameter's name.</param>
internal sealed record LineRefusal(ChatText Reason, int Position = -1, string Subject = "");
