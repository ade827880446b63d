namespace Bitrix24.Imbot.Emulator.Forms;

/// <summary>A bot in the form that the API returns (docs/portal/bots.md, "Bot object").</summary>
internal static class BotForm
{
    public static JsonObject Brief(PortalState portal, Bot bot) => new()
    {
        ["id"] = bot.Id,
        ["code"] = bot.Code,
        ["type"] = bot.Type.ToString().ToLowerInvariant(),
        ["isHidden"] = bot.IsHidden,
        ["isSupportOpenline"] = bot.IsSupportOpenline,
        ["isReactionsEnabled"] = bot.IsReactionsEnabled,
        ["backgroundId"] = bot.BackgroundId,
        ["language"] = portal.Options.Language,
    };

    /// <summary>The form for the owner. The counters of messages and commands remain 0 for REST bots.</summary>
    public static JsonObject Owner(PortalState portal, Bot bot)
    {
        Chat[] chats = [.. portal.Chats.Where(chat => chat.HasMember(bot.Id))];
        JsonObject form = Brief(portal, bot);
        form["moduleId"] = "rest";
        form["eventMode"] = bot.IsFetching ? "fetch" : "webhook";
        form["countMessage"] = 0;
        form["countCommand"] = 0;
        form["countChat"] = chats.Count(chat => chat.Type != ChatType.Private);
        form["countUser"] = chats.Count(chat => chat.Type == ChatType.Private);
        return form;
    }
}
