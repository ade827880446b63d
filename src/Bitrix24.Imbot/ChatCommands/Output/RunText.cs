using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Text of a run, made harmless for a message.</summary>
internal static class RunText
{
    /// <summary>The text without anything that acts on a terminal.</summary>
    public static string Plain(string? text) => ShownText.From(TerminalText.Plain(text));
}
