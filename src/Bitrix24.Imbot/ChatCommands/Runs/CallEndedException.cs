using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A call ended early without an error.</summary>
internal sealed class CallEndedException : Exception
{
    public CallEndedException(ChatText text, params object[] values)
        : base(text.ToString())
    {
        Text = text;
        Values = values;
    }

    private CallEndedException()
    {
    }

    /// <summary>The text for the caller; null if the caller was already informed.</summary>
    public ChatText? Text { get; }

    /// <summary>The values of the text.</summary>
    public object[] Values { get; } = [];

    /// <summary>Creates the exception for a caller who was already informed.</summary>
    public static CallEndedException Silent() => new();
}
