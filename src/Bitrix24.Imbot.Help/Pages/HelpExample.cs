namespace Bitrix24.Imbot.Help.Pages;

/// <summary>An example of a cmdlet's page.</summary>
/// <param name="Title">The heading, <c>Example 1: ...</c>.</param>
/// <param name="Code">The code.</param>
/// <param name="Remarks">The paragraphs that explain the code.</param>
public sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);
