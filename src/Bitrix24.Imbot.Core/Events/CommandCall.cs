namespace Bitrix24.Imbot.Core.Events;

/// <summary>A call of a slash command (docs/portal/commands.md, "Command call").</summary>
public sealed class CommandCall : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "id", "command", "params", "context" };

    internal CommandCall(JsonElement source)
        : base(source)
    {
    }

    /// <summary>ID of the command.</summary>
    public long CommandId => ReadNumber("id") ?? 0;

    /// <summary>Name of the command, with the slash.</summary>
    public string Command => ReadText("command") ?? string.Empty;

    /// <summary>The text after the name; empty if there is none.</summary>
    public string CommandParameter => ReadText("params") ?? string.Empty;

    /// <summary>Where the command was called: textarea (typed), keyboard, or menu.</summary>
    public string? Context => ReadText("context");

    /// <summary>Whether a person pressed a button under a message.</summary>
    internal bool IsPressed => string.Equals(Context, "keyboard", StringComparison.OrdinalIgnoreCase);

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>The command as it was typed.</summary>
    public override string ToString() => ShownText.From($"{Command} {CommandParameter}").TrimEnd();
}
