using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>A bot of the portal (docs/portal/bots.md, "Bot object"). Members that only the owner sees are null for foreign bots.</summary>
public sealed class Bot : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "code", "type", "isHidden", "isSupportOpenline", "isReactionsEnabled", "backgroundId", "language",
        "moduleId", "eventMode", "countMessage", "countCommand", "countChat", "countUser", "auth",
    };

    internal Bot(JsonElement source, User? user = null)
        : base(source)
    {
        User = user;
    }

    /// <summary>Id of the bot's user.</summary>
    public long BotId => ReadNumber("id") ?? 0;

    /// <summary>The code that it was registered with; unique over the portal.</summary>
    public string Code => ReadText("code") ?? string.Empty;

    /// <summary>The name shown in chats; null where the answer did not tell.</summary>
    public string? Name => User?.Name;

    /// <summary>The position shown under the name; null where the answer did not tell.</summary>
    public string? WorkPosition => User?.WorkPosition;

    /// <summary>The bot's user, with name, position and avatar; null where the answer did not tell.</summary>
    public User? User { get; }

    /// <summary><c>bot</c>, <c>supervisor</c>, <c>personal</c> or <c>openline</c>.</summary>
    public string? Type => ReadText("type");

    /// <summary>Whether it hears every message of its chats, and not only those that mention it (docs/portal/bots.md, "Bot types").</summary>
    internal bool HearsEverything => Type?.ToLowerInvariant() is "supervisor" or "personal";

    /// <summary><c>fetch</c> or <c>webhook</c>; null for foreign bots.</summary>
    public string? EventMode => ReadText("eventMode");

    /// <summary>Hidden from the contact list.</summary>
    public bool IsHidden => ReadFlag("isHidden");

    /// <summary>Whether people may react to its messages.</summary>
    public bool IsReactionsEnabled => ReadFlag("isReactionsEnabled");

    /// <summary>Whether it works in open channels.</summary>
    public bool IsSupportOpenline => ReadFlag("isSupportOpenline");

    /// <summary>Background of its chats; null for each user's own.</summary>
    public string? BackgroundId => ReadText("backgroundId");

    /// <summary>The portal's language.</summary>
    public string? Language => ReadText("language");

    /// <summary>The owning module, <c>rest</c> for bots of the REST interface; null for foreign bots.</summary>
    public string? ModuleId => ReadText("moduleId");

    /// <summary>Messages received; stays 0 for bots of the REST interface (docs/portal/bots.md, "Bot object").</summary>
    public long? CountMessage => ReadNumber("countMessage");

    /// <summary>Commands received; stays 0 for bots of the REST interface.</summary>
    public long? CountCommand => ReadNumber("countCommand");

    /// <summary>Chats that it is in.</summary>
    public long? CountChat => ReadNumber("countChat");

    /// <summary>Different users who talked to it.</summary>
    public long? CountUser => ReadNumber("countUser");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Name, code and id.</summary>
    public override string ToString() => $"{OneLine.From(Name ?? Code)} ({BotId})";

    /// <summary>Reads the answer <c>{bot, users}</c>.</summary>
    internal static Bot Read(JsonElement result, ApiMethod method) => Read(ExpectedResult.Object(result.Member("bot"), "bot", method), result);

    /// <summary>Reads the answer <c>{bots, users}</c>.</summary>
    internal static IReadOnlyList<Bot> ReadAll(JsonElement result, ApiMethod method) =>
        [.. ExpectedResult.Objects(result.Member("bots"), "bots", method).Select(bot => Read(bot, result))];

    private static Bot Read(JsonElement bot, JsonElement result)
    {
        long? id = bot.Number("id");
        JsonElement user = result.Items("users").FirstOrDefault(candidate => candidate.Number("id") == id);
        return new Bot(bot, user.ValueKind == JsonValueKind.Object ? new User(user) : null);
    }
}
