using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Text of a run, made harmless for a message.</summary>
internal static class CodeText
{
    /// <summary>Sequences that color text, move a cursor, set a title, or make a link.</summary>
    private static readonly Regex Sequence = new(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])", RegexOptions.CultureInvariant);

    /// <summary>The text as a block of code, in which nothing acts.</summary>
    public static string BlockOf(string text)
    {
        BBCodeWriter writer = new();
        writer.Code(text);
        return writer.ToString();
    }

    /// <summary>The text without anything that acts on a terminal.</summary>
    public static string Plain(string? text) => ShownText.Of(Sequence.Replace(text ?? string.Empty, string.Empty));
}
