namespace Bitrix24.Imbot.Help.Pages;

/// <summary>A related topic.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Address">Its web address; empty for what is found by its name.</param>
public sealed record HelpLink(string Text, string Address);
