using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>A call of a slash command (docs/portal/commands.md, "Command call").</summary>
public sealed class CommandCall : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "id", "command", "params", "context" };

    internal CommandCall(JsonElement source)
        : base(source)
    {
    }

    /// <summary>Id of the command.</summary>
    public long CommandId => ReadNumber("id") ?? 0;

    /// <summary>Its name, with the slash.</summary>
    public string Command => ReadText("command") ?? string.Empty;

    /// <summary>What stood behind the name; empty where nothing did.</summary>
    public string CommandParameter => ReadText("params") ?? string.Empty;

    /// <summary>Where it was called: textarea for typed ones, keyboard, or menu.</summary>
    public string? Context => ReadText("context");

    /// <summary>Whether a button under a message was pressed.</summary>
    internal bool IsPressed => string.Equals(Context, "keyboard", StringComparison.OrdinalIgnoreCase);

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>As it was typed.</summary>
    public override string ToString() => ShownText.From($"{Command} {CommandParameter}").TrimEnd();
}
