using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>Determines the owner that a caller acts as, and checks bot ownership (docs/portal/authorization.md, "Bot owner").</summary>
internal static class BotOwnership
{
    public static string Caller(RestCall call) => FindCaller(call) ?? throw NoToken();

    /// <summary>
    /// Gets the owner for Bot.register. The botToken in <c>fields</c> counts only if there is none among the parameters, and if the action was
    /// spelled exactly <c>register</c>.
    /// </summary>
    public static string Registrant(RestCall call)
    {
        FieldMap fields = FieldMap.From(call.Parameters["fields"] ?? call.Parameters["FIELDS"]);
        string? token = call.ActionAsSent == "register" ? PhpValue.Text(fields.First("botToken", "BOT_TOKEN")) : null;
        return FindCaller(call) ?? (string.IsNullOrEmpty(token) ? throw NoToken() : BotOwner.FromToken(token));
    }

    public static Bot Require(RestCall call)
    {
        string caller = Caller(call);
        int botId = BotId(call);
        RestException.ThrowIf(botId <= 0, "BOT_ID_REQUIRED", "botId is required");
        Bot bot = call.Portal.FindBot(botId) ?? throw new RestException("BOT_NOT_FOUND", "Bot not found");
        return bot.Owner == caller ? bot : throw new RestException("BOT_OWNERSHIP_ERROR", "Bot was installed by another rest application");
    }

    public static int BotId(RestCall call) => PhpValue.Integer(call.Parameters.FirstText("botId", "BOT_ID"));

    private static string? FindCaller(RestCall call) => call.Credential.ClientId
        ?? (call.Parameters.FirstText("botToken", "BOT_TOKEN", "clientId", "CLIENT_ID") is string token ? BotOwner.FromToken(token) : null);

    private static RestException NoToken() => new("BOT_TOKEN_NOT_SPECIFIED", "Bot token not specified (botToken is required for webhook auth)");
}
