namespace Bitrix24.Imbot.Core.Chats;

/// <summary>The statuses that a bot can show (docs/portal/chats.md, "Input action").</summary>
public static class InputActions
{
    private const string Prefix = "IMBOT_AGENT_ACTION_";

    /// <summary>The eleven statuses with the names that users specify.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Thinking", "Searching", "Generating", "Analyzing", "Processing", "Translating", "Connecting", "Checking", "Calculating", "ReadingDocs", "Composing",
    ];

    /// <summary>The portal's code for a name, such as <c>IMBOT_AGENT_ACTION_READING_DOCS</c> for ReadingDocs.</summary>
    public static string CodeOf(string name) => Prefix + string.Concat(name.Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? "_" + letter : char.ToUpperInvariant(letter).ToString()));
}
