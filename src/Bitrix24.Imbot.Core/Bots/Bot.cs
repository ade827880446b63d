using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>A bot of the portal (docs/portal/bots.md, "Bot object"). Members that only the owner receives are null for other bots.</summary>
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

    /// <summary>User ID of the bot.</summary>
    public long BotId => ReadNumber("id") ?? 0;

    /// <summary>The code that the bot was registered with, unique on the portal.</summary>
    public string Code => ReadText("code") ?? string.Empty;

    /// <summary>The name in chats; null if the answer doesn't contain it.</summary>
    public string? Name => User?.Name;

    /// <summary>The position below the name; null if the answer doesn't contain it.</summary>
    public string? WorkPosition => User?.WorkPosition;

    /// <summary>The bot's user with name, position, and avatar; null if the answer doesn't contain it.</summary>
    public User? User { get; }

    /// <summary>Type of the bot: <c>bot</c>, <c>supervisor</c>, <c>personal</c>, or <c>openline</c>.</summary>
    public string? Type => ReadText("type");

    /// <summary>Whether the bot receives all messages of its chats, and not only those that mention it (docs/portal/bots.md, "Bot types").</summary>
    internal bool HearsEverything => Type?.ToLowerInvariant() is "supervisor" or "personal";

    /// <summary>Event mode: <c>fetch</c> or <c>webhook</c>; null for bots of other owners.</summary>
    public string? EventMode => ReadText("eventMode");

    /// <summary>Whether the bot is hidden from the contact list.</summary>
    public bool IsHidden => ReadFlag("isHidden");

    /// <summary>Whether people can react to the bot's messages.</summary>
    public bool IsReactionsEnabled => ReadFlag("isReactionsEnabled");

    /// <summary>Whether the bot works in open channels.</summary>
    public bool IsSupportOpenline => ReadFlag("isSupportOpenline");

    /// <summary>Background of the bot's chats; null for each user's own.</summary>
    public string? BackgroundId => ReadText("backgroundId");

    /// <summary>The portal's language.</summary>
    public string? Language => ReadText("language");

    /// <summary>The owning module, <c>rest</c> for bots of the REST interface; null for bots of other owners.</summary>
    public string? ModuleId => ReadText("moduleId");

    /// <summary>Number of messages received. Always 0 for bots of the REST interface (docs/portal/bots.md, "Bot object").</summary>
    public long? CountMessage => ReadNumber("countMessage");

    /// <summary>Number of commands received. Always 0 for bots of the REST interface.</summary>
    public long? CountCommand => ReadNumber("countCommand");

    /// <summary>Number of chats that the bot is in.</summary>
    public long? CountChat => ReadNumber("countChat");

    /// <summary>Number of different users who talked to the bot.</summary>
    public long? CountUser => ReadNumber("countUser");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Name, code, and ID.</summary>
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
