using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Removes terminal sequences from the text of a run.</summary>
internal static class RunText
{
    public static string Plain(string? text) => ShownText.From(TerminalText.Plain(text));
}
