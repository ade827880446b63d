using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>A part of what a function gave.</summary>
/// <param name="Text">As PowerShell shows it, without colors.</param>
/// <param name="Card">A grid of names and values, or of a table of two columns; null for what is shown as text.</param>
internal sealed record OutputPortion(string Text, Attachment? Card)
{
    /// <summary>Whether the text is a block of code already.</summary>
    public bool IsCode { get; init; }
}
