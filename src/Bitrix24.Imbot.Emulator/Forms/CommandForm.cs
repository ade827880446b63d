namespace Bitrix24.Imbot.Emulator.Forms;

/// <summary>
/// A command in the form that the API returns. The list has other members and flags than the answers to changes
/// (docs/portal/commands.md, "Command object").
/// </summary>
internal static class CommandForm
{
    public static JsonObject Short(SlashCommand command) => new()
    {
        ["id"] = command.Id,
        ["botId"] = command.BotId,
        ["command"] = "/" + command.Name,
        ["common"] = command.IsCommon,
        ["hidden"] = command.IsHidden,
        ["extranetSupport"] = command.IsForExtranet,
    };

    public static JsonNode BuiltIn(string id, (string Name, string Title, string Context, string Extranet) command) => new JsonObject
    {
        ["id"] = id,
        ["botId"] = 0,
        ["command"] = "/" + command.Name,
        ["category"] = "Chat",
        ["common"] = "Y",
        ["context"] = command.Context,
        ["title"] = command.Title,
        ["params"] = "",
        ["extranet"] = command.Extranet,
    };

    public static JsonObject InList(SlashCommand command, Bot bot, string portalLanguage)
    {
        string language = command.Titles.ContainsKey(portalLanguage) ? portalLanguage : command.Titles.Keys.FirstOrDefault() ?? "";
        return new JsonObject
        {
            ["id"] = command.Id,
            ["botId"] = bot.Id,
            ["command"] = "/" + command.Name,
            ["category"] = bot.User.Name,
            ["common"] = command.IsCommon ? "Y" : "N",
            ["context"] = "",
            ["title"] = command.Titles.GetValueOrDefault(language, ""),
            ["params"] = command.Parameters.GetValueOrDefault(language, ""),
            ["extranet"] = command.IsForExtranet ? "Y" : "N",
        };
    }
}
