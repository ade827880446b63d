using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Converts Markdown to BB code. Markdig is loaded privately, because PowerShell 7 contains another version.</summary>
internal static class MarkdownConverter
{
    private static readonly Lazy<Func<string?, MarkdownOptions, string>> Convert =
        new(static () => PrivateAssembly.MethodOf<Func<string?, MarkdownOptions, string>>("Bitrix24.Imbot.Markdown", "Markdown", "MarkdownText", "ToBBCode"));

    public static string ToBBCode(string? markdown, MarkdownOptions options) => Convert.Value(markdown, options);
}
