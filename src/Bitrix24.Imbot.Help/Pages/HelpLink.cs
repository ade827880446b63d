namespace Bitrix24.Imbot.Help.Pages;

/// <summary>A related link.</summary>
/// <param name="Text">The text.</param>
/// <param name="Address">The URL; empty for a topic that Get-Help finds by its name.</param>
public sealed record HelpLink(string Text, string Address);
