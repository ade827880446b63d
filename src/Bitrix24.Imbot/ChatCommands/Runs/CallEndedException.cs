using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A call ended early without an error.</summary>
internal sealed class CallEndedException(ChatText? text, params object[] values) : Exception(text?.ToString())
{
    /// <summary>The text for the caller; null if the caller was already informed.</summary>
    public ChatText? Text { get; } = text;

    /// <summary>The values of the text.</summary>
    public object[] Values { get; } = values;

    /// <summary>Creates the exception for a caller who was already informed.</summary>
    public static CallEndedException Silent() => new(null);
}
