using System.Globalization;
using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// The form that is posted to a bot's URL: event, data, ts, and auth (docs/portal/events.md, "Pushed events", tests/Facts/samples/events).
/// </summary>
internal static class PushedEvent
{
    private const int MaxApplicationToken = 50;

    public static string Form(PortalState portal, AuthorizationServer tokens, Bot bot, string type, JsonObject data)
    {
        bool isOAuth = !BotOwner.IsWebhook(bot.Owner);
        JsonObject auth = Auth(portal, tokens, bot, isOAuth);
        JsonObject botAuth = [];
        if (isOAuth)
        {
            botAuth = auth.DeepClone().AsObject();
            botAuth["user_id"] = bot.Id;
            auth.Remove("refresh_token");
        }

        data.Insert(0, "bot", new JsonObject { ["id"] = bot.Id, ["code"] = bot.Code, ["auth"] = botAuth });
        if (type != "ONIMBOTV2DELETE")
        {
            data["language"] = portal.Options.Language;
        }

        return PhpQuery.Build(new JsonObject
        {
            ["event"] = type,
            ["event_handler_id"] = (bot.Id * 10).ToString(CultureInfo.InvariantCulture),
            ["data"] = data,
            ["ts"] = portal.Clock.Now.ToUnixTimeSeconds(),
            ["auth"] = auth,
        });
    }

    private static JsonObject Auth(PortalState portal, AuthorizationServer tokens, Bot bot, bool isOAuth)
    {
        OAuthApplication application = portal.Application;
        string endpoint = new Uri(application.Address, "rest/").AbsoluteUri;
        JsonObject auth = [];
        if (isOAuth)
        {
            (string access, string refresh, DateTimeOffset expiresAt) = tokens.IssueEventTokens(bot.Id);
            auth["access_token"] = access;
            auth["refresh_token"] = refresh;
            auth["expires"] = expiresAt.ToUnixTimeSeconds();
            auth["expires_in"] = (long)(expiresAt - portal.Clock.Now).TotalSeconds;
            auth["scope"] = application.Scope;
            auth["status"] = application.Status;
        }

        auth["domain"] = application.Domain;
        auth["server_endpoint"] = endpoint;
        auth["client_endpoint"] = endpoint;
        auth["member_id"] = application.MemberId;

        // The token of a webhook's bot is sent in plain text, cut to 50 characters.
        auth["application_token"] = isOAuth ? application.ApplicationToken : bot.Owner[..Math.Min(MaxApplicationToken, bot.Owner.Length)];
        return auth;
    }
}
