using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary>
/// A slash command (docs/portal/commands.md, "Command object"). <c>Command.list</c> uses different names for some members than the methods that
/// change commands, and includes six built-in commands of the messenger with IDs such as <c>def0</c>.
/// </summary>
public sealed class SlashCommand : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "botId", "command", "common", "hidden", "extranetSupport", "extranet", "title", "params", "category", "context",
    };

    internal SlashCommand(JsonElement source)
        : base(source)
    {
    }

    /// <summary>ID of the command; null for built-in commands.</summary>
    public long? CommandId => ReadNumber("id");

    /// <summary>The bot that answers the command; 0 for built-in commands.</summary>
    public long BotId => ReadNumber("botId") ?? 0;

    /// <summary>The name of the command with its slash.</summary>
    public string Command => ReadText("command") is { } name ? (name.StartsWith("/", StringComparison.Ordinal) ? name : "/" + name) : string.Empty;

    /// <summary>Whether the command works in every chat, or only with the bot.</summary>
    public bool IsCommon => ReadFlag("common");

    /// <summary>Whether the command is hidden from suggestions; null if the answer doesn't contain this, as in the list.</summary>
    public bool? IsHidden => Source.Member("hidden").ValueKind == JsonValueKind.Undefined ? null : ReadFlag("hidden");

    /// <summary>Whether extranet users can use the command.</summary>
    public bool IsExtranetSupported => ReadFlag("extranetSupport") || ReadFlag("extranet");

    /// <summary>The title in one language; null if the answer doesn't contain it.</summary>
    public string? Title => ReadText("title");

    /// <summary>The parameter text in one language; null if the answer doesn't contain it.</summary>
    public string? CommandParameter => ReadText("params");

    /// <summary>Name of the bot; null if the answer doesn't contain it.</summary>
    public string? Category => ReadText("category");

    /// <summary>The context that the command was created for; usually empty.</summary>
    public string? Context => ReadText("context");

    /// <summary>Whether this is a built-in command of the messenger.</summary>
    public bool IsBuiltIn => BotId == 0;

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>The name of the command.</summary>
    public override string ToString() => OneLine.From(Command);
}
