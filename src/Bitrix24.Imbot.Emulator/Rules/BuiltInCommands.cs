namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// The messenger's built-in slash commands. They are in every list of commands and are recognized in messages, but don't raise events.
/// </summary>
internal static class BuiltInCommands
{
    public static readonly IReadOnlyList<(string Name, string Title, string Context, string Extranet)> All =
    [
        ("me", "Speak of yourself", "", "Y"),
        ("loud", "Speak loudly", "", "Y"),
        (">>", "Quote", "", "Y"),
        ("rename", "Rename the chat", "chat", "Y"),
        ("getDialogId", "Show the dialog id", "", "N"),
        ("webrtcDebug", "Debug of calls", "call", "Y"),
    ];
}
