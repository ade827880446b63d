using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>Everything that is needed to connect, as data and as lines to paste.</summary>
internal static class ConnectionCard
{
    public static JsonObject Json(PortalEmulator emulator)
    {
        OAuthApplication application = emulator.Application;
        string origin = emulator.Address.GetLeftPart(UriPartial.Authority);
        return new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["address"] = emulator.Address.AbsoluteUri,
            ["pageUri"] = emulator.PageAddress.AbsoluteUri,
            ["controlUri"] = new Uri(emulator.Address, "emulator/").AbsoluteUri,
            ["webhookUri"] = emulator.WebhookUri.AbsoluteUri,
            ["domain"] = origin,
            ["host"] = application.Domain,
            ["authorizationServer"] = origin,
            ["clientId"] = application.ClientId,
            ["clientSecret"] = application.ClientSecret,
            ["accessToken"] = application.AccessToken,
            ["refreshToken"] = application.RefreshToken,
            ["expiresAt"] = PortalClock.Text(application.AccessTokenExpiresAt),
            ["scope"] = application.Scope,
            ["memberId"] = application.MemberId,
            ["applicationToken"] = application.ApplicationToken,
            ["certificatePem"] = emulator.Certificate?.ExportCertificatePem(),
            ["users"] = new JsonArray([.. emulator.Portal.Users.Where(user => !user.IsBot).Select(user => (JsonNode)new JsonObject
            {
                ["id"] = user.Id, ["name"] = user.Name,
            })]),
            ["chats"] = new JsonArray([.. emulator.Portal.Chats.Where(chat => chat.Type != ChatType.Private).Select(chat => (JsonNode)new JsonObject
            {
                ["dialogId"] = $"chat{chat.Id}", ["title"] = chat.Title,
            })]),
            ["bots"] = new JsonArray([.. emulator.Portal.Bots.Select(bot => (JsonNode)new JsonObject
            {
                ["id"] = bot.Id, ["code"] = bot.Code,
                ["botToken"] = BotOwnership.TokenOf(bot.Owner),
            })]),
        };
    }

    public static string Text(PortalEmulator emulator)
    {
        OAuthApplication application = emulator.Application;
        string origin = emulator.Address.GetLeftPart(UriPartial.Authority);
        IEnumerable<string> chats = emulator.Portal.Chats.Where(chat => chat.Type != ChatType.Private)
            .Select(chat => $"chat{chat.Id} \"{chat.Title}\"");
        IEnumerable<string> users = emulator.Portal.Users.Where(user => !user.IsBot).Select(user => $"{user.Id} {user.Name}");
        IEnumerable<string> bots = emulator.Portal.Bots.Select(
            bot => $"{bot.Id} {bot.Code} ({(BotOwnership.TokenOf(bot.Owner) is string token ? "botToken " + token : "OAuth")})");
        return $"""
            A Bitrix24 portal is listening on {emulator.Address}  (Ctrl+C ends it)
            Its chats, to look at and to play  {emulator.PageAddress}

            Webhook          {emulator.WebhookUri}
            Client id        {application.ClientId}
            Client secret    {application.ClientSecret}
            Access token     {application.AccessToken}
            Refresh token    {application.RefreshToken}
            Scope            {application.Scope}
            Code on demand   POST {new Uri(emulator.Address, "emulator/oauth/code")}

            Connect-B24Webhook -Uri '{emulator.WebhookUri}'
            Connect-B24OAuth -Domain '{origin}' -ClientId '{application.ClientId}' -ClientSecret '{application.ClientSecret}' -AccessToken '{application.AccessToken}' -RefreshToken '{application.RefreshToken}' -Scope imbot,im -AuthorizationServer '{origin}'

            Chats            {string.Join(", ", chats)}
            Users            {string.Join(", ", users)}
            Bots             {string.Join(", ", bots)}
            """;
    }
}
