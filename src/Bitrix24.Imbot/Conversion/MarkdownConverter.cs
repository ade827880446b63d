using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Turns Markdown into BB code. PowerShell 7 brings another version of Markdig, so ours is private.</summary>
internal static class MarkdownConverter
{
    private static readonly Lazy<Func<string?, MarkdownOptions, string>> Convert =
        new(static () => PrivateAssembly.MethodOf<Func<string?, MarkdownOptions, string>>("Bitrix24.Imbot.Markdown", "Markdown", "MarkdownText", "ToBBCode"));

    /// <summary>The text with BB codes.</summary>
    public static string ToBBCode(string? markdown, MarkdownOptions options) => Convert.Value(markdown, options);
}
