using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>A part of a function's output: text as PowerShell shows it, without colors, or a grid attachment.</summary>
internal sealed record OutputPortion(string Text, Attachment? Card)
{
    public bool IsCode { get; init; }
}
