namespace Bitrix24.Imbot.Help.Pages;

/// <summary>A type that a cmdlet takes or gives.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Text">What it is here, a paragraph each.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Text);
