namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>One line of a comment, without the comment characters.</summary>
/// <param name="Number">The number of the line, starting at 1.</param>
/// <param name="Text">The text.</param>
/// <param name="IsAlone">A comment after code, which the next line does not continue.</param>
internal readonly record struct TextLine(int Number, string Text, bool IsAlone = false);
