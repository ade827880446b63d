namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The methods of the chat-bot API, and those that bot scripts need with them, in the documentation's spelling.</summary>
public static class KnownMethods
{
    private static readonly string[] Names =
    [
        "imbot.v2.Bot.get",
        "imbot.v2.Bot.list",
        "imbot.v2.Bot.register",
        "imbot.v2.Bot.unregister",
        "imbot.v2.Bot.update",
        "imbot.v2.Chat.add",
        "imbot.v2.Chat.get",
        "imbot.v2.Chat.InputAction.notify",
        "imbot.v2.Chat.leave",
        "imbot.v2.Chat.Manager.add",
        "imbot.v2.Chat.Manager.delete",
        "imbot.v2.Chat.Message.delete",
        "imbot.v2.Chat.Message.get",
        "imbot.v2.Chat.Message.getContext",
        "imbot.v2.Chat.Message.Reaction.add",
        "imbot.v2.Chat.Message.Reaction.delete",
        "imbot.v2.Chat.Message.read",
        "imbot.v2.Chat.Message.send",
        "imbot.v2.Chat.Message.update",
        "imbot.v2.Chat.setOwner",
        "imbot.v2.Chat.TextField.enabled",
        "imbot.v2.Chat.update",
        "imbot.v2.Chat.User.add",
        "imbot.v2.Chat.User.delete",
        "imbot.v2.Chat.User.list",
        "imbot.v2.Command.answer",
        "imbot.v2.Command.list",
        "imbot.v2.Command.register",
        "imbot.v2.Command.unregister",
        "imbot.v2.Command.update",
        "imbot.v2.Event.get",
        "imbot.v2.File.download",
        "imbot.v2.File.upload",
        "imbot.v2.Revision.get",
        "im.v2.Chat.Bot.sendContext",
        "im.v2.Event.get",
        "im.v2.Event.subscribe",
        "im.v2.Event.unsubscribe",
        "im.v2.File.download",
        "im.v2.File.upload",
        "im.notify.personal.add",
        "im.notify.system.add",
        "user.get",
        "user.search",
        "department.get",
    ];

    private static readonly Dictionary<string, string> Spelling = Names.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All names, sorted by group.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The documentation's spelling of a known name; any other name as it is.</summary>
    internal static string SpellingOf(string name) => Spelling.TryGetValue(name, out string? spelling) ? spelling : name;
}
