namespace Bitrix24.Imbot.Help.Pages;

/// <summary>An input or output type of a cmdlet.</summary>
/// <param name="Name">The name of the type.</param>
/// <param name="Text">The paragraphs of the description.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Text);
