namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>A paragraph, comment, or string literal. Line breaks in the text are those of the file, and code is in backticks.</summary>
/// <param name="File">The path in the repository, with forward slashes.</param>
/// <param name="Line">The line of the first character, starting at 1.</param>
/// <param name="Text">The text without markup.</param>
/// <param name="IsFragment">A heading or a table cell, which needs no full sentence.</param>
internal sealed record Prose(string File, int Line, string Text, bool IsFragment = false);
