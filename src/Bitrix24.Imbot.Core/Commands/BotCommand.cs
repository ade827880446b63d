using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Commands;

/// <summary>
/// A slash command (docs/portal/commands.md, "Command object"). <c>Command.list</c> writes some members otherwise than the methods that change commands, and mixes in six
/// commands of the messenger itself with ids such as <c>def0</c> (docs/portal/commands.md, "Command object").
/// </summary>
public sealed class BotCommand : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "botId", "command", "common", "hidden", "extranetSupport", "extranet", "title", "params", "category", "context",
    };

    internal BotCommand(JsonElement source)
        : base(source)
    {
    }

    /// <summary>Id of the command; null for the messenger's own.</summary>
    public long? CommandId => ReadNumber("id");

    /// <summary>The bot that answers it; 0 for the messenger's own.</summary>
    public long BotId => ReadNumber("botId") ?? 0;

    /// <summary>The command with its slash.</summary>
    public string Command => ReadText("command") is { } name ? (name.StartsWith("/", StringComparison.Ordinal) ? name : "/" + name) : string.Empty;

    /// <summary>Whether it works in every chat, or only with the bot.</summary>
    public bool IsCommon => ReadFlag("common");

    /// <summary>Whether it is not suggested; null where the answer does not tell, as that of the list.</summary>
    public bool? IsHidden => Source.Member("hidden").ValueKind == JsonValueKind.Undefined ? null : ReadFlag("hidden");

    /// <summary>Whether extranet users can use it.</summary>
    public bool IsExtranetSupported => ReadFlag("extranetSupport") || ReadFlag("extranet");

    /// <summary>Text shown beside it, in one language; null where the answer does not tell.</summary>
    public string? Title => ReadText("title");

    /// <summary>Parameters shown beside it, in one language; null where the answer does not tell.</summary>
    public string? CommandParameter => ReadText("params");

    /// <summary>Name of the bot; null where the answer does not tell.</summary>
    public string? Category => ReadText("category");

    /// <summary>Where it was made for; mostly empty.</summary>
    public string? Context => ReadText("context");

    /// <summary>Whether it is one of the messenger's own commands.</summary>
    public bool IsBuiltIn => BotId == 0;

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>The command.</summary>
    public override string ToString() => OneLine.From(Command);
}
