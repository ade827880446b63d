using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A call ends early, and not because of an error.</summary>
internal sealed class CallEndedException(ChatText text, params object[] values) : Exception(text.ToString())
{
    /// <summary>What the person is told.</summary>
    public ChatText Text { get; } = text;

    /// <summary>Values in it.</summary>
    public object[] Values { get; } = values;
}
