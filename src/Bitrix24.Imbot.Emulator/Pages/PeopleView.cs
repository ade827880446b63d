using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>The users, bots, and commands for the page.</summary>
internal static class PeopleView
{
    public static JsonObject Create(Portal portal) => new()
    {
        ["users"] = new JsonArray([.. portal.Users.Select(user => User(portal, user))]),
        ["commands"] = new JsonArray([.. portal.Commands.Select(command => Command(portal.Options.Language, command))]),
    };

    private static JsonNode User(Portal portal, User user)
    {
        Bot? bot = portal.FindBot(user.Id);
        return new JsonObject
        {
            ["id"] = user.Id,
            ["name"] = user.Name,
            ["workPosition"] = user.WorkPosition,
            ["color"] = user.Color,
            ["isBot"] = user.IsBot,
            ["isActive"] = user.IsActive,
            ["isExtranet"] = user.IsExtranet,
            ["botCode"] = bot?.Code,
            ["isHidden"] = bot?.IsHidden ?? false,
            ["isReactionsEnabled"] = bot?.IsReactionsEnabled ?? true,
            ["backgroundId"] = bot?.BackgroundId,
        };
    }

    private static JsonNode Command(string language, SlashCommand command) => new JsonObject
    {
        ["id"] = command.Id,
        ["botId"] = command.BotId,
        ["name"] = command.Name,
        ["isCommon"] = command.IsCommon,
        ["isHidden"] = command.IsHidden,
        ["title"] = TextIn(language, command.Titles),
        ["params"] = TextIn(language, command.Parameters),
    };

    private static string TextIn(string language, IReadOnlyDictionary<string, string> texts) =>
        texts.GetValueOrDefault(language) ?? texts.Values.FirstOrDefault() ?? "";
}
