using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>A part of a function's output.</summary>
/// <param name="Text">The text as PowerShell shows it, without colors.</param>
/// <param name="Card">A grid attachment; null if the output is shown as text.</param>
internal sealed record OutputPortion(string Text, Attachment? Card)
{
    /// <summary>Whether the text is already a code block.</summary>
    public bool IsCode { get; init; }
}
