using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>A part of what a function gave.</summary>
/// <param name="Text">As PowerShell shows it, without colors.</param>
/// <param name="Card">The names and values of the only object; null for texts, values and several objects.</param>
internal sealed record OutputPortion(string Text, Attachment? Card);
