using System.Management.Automation;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>A part of what a function gave.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Text">The same as PowerShell shows it, without colors.</param>
internal sealed record OutputPortion(IReadOnlyList<PSObject> Items, string Text);
