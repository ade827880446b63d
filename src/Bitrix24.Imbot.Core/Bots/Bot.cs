using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>A bot of the portal (entities.md, Bot). Members that only the owner sees are null for foreign bots.</summary>
public sealed class Bot
{
    private Bot(JsonElement bot, JsonElement user)
    {
        BotId = bot.Number("id") ?? 0;
        Code = bot.Text("code") ?? string.Empty;
        Name = user.Text("name");
        WorkPosition = user.Text("workPosition");
        Type = bot.Text("type") ?? string.Empty;
        EventMode = bot.Text("eventMode");
        IsHidden = bot.Flag("isHidden");
        IsReactionsEnabled = bot.Flag("isReactionsEnabled");
        IsSupportOpenline = bot.Flag("isSupportOpenline");
        BackgroundId = bot.Text("backgroundId");
        Language = bot.Text("language");
        CountMessage = bot.Number("countMessage");
        CountCommand = bot.Number("countCommand");
        CountChat = bot.Number("countChat");
        CountUser = bot.Number("countUser");
    }

    /// <summary>Id of the bot's user.</summary>
    public long BotId { get; }

    /// <summary>The code that it was registered with; unique over the portal.</summary>
    public string Code { get; }

    /// <summary>The name shown in chats; null where the answer did not tell.</summary>
    public string? Name { get; }

    /// <summary>The position shown under the name; null where the answer did not tell.</summary>
    public string? WorkPosition { get; }

    /// <summary><c>bot</c>, <c>supervisor</c>, <c>personal</c> or <c>openline</c>.</summary>
    public string Type { get; }

    /// <summary><c>fetch</c> or <c>webhook</c>; null for foreign bots.</summary>
    public string? EventMode { get; }

    /// <summary>Hidden from the contact list.</summary>
    public bool IsHidden { get; }

    /// <summary>Whether people may react to its messages.</summary>
    public bool IsReactionsEnabled { get; }

    /// <summary>Whether it works in open channels.</summary>
    public bool IsSupportOpenline { get; }

    /// <summary>Background of its chats; null for each user's own.</summary>
    public string? BackgroundId { get; }

    /// <summary>The portal's language.</summary>
    public string? Language { get; }

    /// <summary>Messages received; stays 0 for bots of the REST interface (server-behaviour.md 5).</summary>
    public long? CountMessage { get; }

    /// <summary>Commands received; stays 0 for bots of the REST interface.</summary>
    public long? CountCommand { get; }

    /// <summary>Chats that it is in.</summary>
    public long? CountChat { get; }

    /// <summary>Different users who talked to it.</summary>
    public long? CountUser { get; }

    /// <summary>Name, code and id.</summary>
    public override string ToString() => $"{Name ?? Code} ({BotId})";

    /// <summary>Reads the answer <c>{bot, users}</c>.</summary>
    internal static Bot Read(JsonElement result) => Read(result.Member("bot"), result);

    /// <summary>Reads the answer <c>{bots, users}</c>.</summary>
    internal static IReadOnlyList<Bot> ReadAll(JsonElement result) => [.. result.Items("bots").Select(bot => Read(bot, result))];

    private static Bot Read(JsonElement bot, JsonElement result)
    {
        long? id = bot.Number("id");
        return new Bot(bot, result.Items("users").FirstOrDefault(user => user.Number("id") == id));
    }
}
