namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>One line of a comment, without the comment characters.</summary>
internal readonly record struct TextLine(int Number, string Text);
