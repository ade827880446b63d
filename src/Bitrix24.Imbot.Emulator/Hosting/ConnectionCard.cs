using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>The connection data, as JSON and as PowerShell commands.</summary>
internal static class ConnectionCard
{
    private static readonly string Connect = $"Connect-B24Webhook $webhook -BotId {PortalSeed.WebhookBotId} -BotToken $botToken";

    public static JsonObject Json(HostedPortal hosted)
    {
        OAuthApplication application = hosted.Application;
        string origin = hosted.Address.GetLeftPart(UriPartial.Authority);
        return new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["address"] = hosted.Address.AbsoluteUri,
            ["pageUri"] = hosted.PageAddress.AbsoluteUri,
            ["controlUri"] = hosted.PageAddress.AbsoluteUri,
            ["webhookUri"] = hosted.WebhookUri.AbsoluteUri,
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
            ["variables"] = Variables(hosted),
            ["setupCommands"] = $"{Variables(hosted)}{Environment.NewLine}{Connect}",
            ["certificatePem"] = hosted.Portal.Options.Certificate?.ExportCertificatePem(),
            ["users"] = new JsonArray([.. hosted.Portal.Users.Where(user => !user.IsBot).Select(user => (JsonNode)new JsonObject
            {
                ["id"] = user.Id, ["name"] = user.Name,
            })]),
            ["chats"] = new JsonArray([.. hosted.Portal.Chats.Where(chat => chat.Type != ChatType.Private).Select(chat => (JsonNode)new JsonObject
            {
                ["dialogId"] = $"chat{chat.Id}", ["title"] = chat.Title,
            })]),
            ["bots"] = new JsonArray([.. hosted.Portal.Bots.Select(bot => (JsonNode)new JsonObject
            {
                ["id"] = bot.Id, ["code"] = bot.Code, ["botToken"] = BotOwner.GetToken(bot.Owner),
            })]),
        };
    }

    public static string Text(HostedPortal hosted)
    {
        IEnumerable<string> chats = hosted.Portal.Chats.Where(chat => chat.Type != ChatType.Private)
            .Select(chat => $"chat{chat.Id} \"{chat.Title}\"");
        IEnumerable<string> users = hosted.Portal.Users.Where(user => !user.IsBot).Select(user => $"{user.Id} {user.Name}");
        IEnumerable<string> bots = hosted.Portal.Bots.Select(
            bot => $"{bot.Id} {bot.Code} ({(BotOwner.GetToken(bot.Owner) is string token ? "bot token " + token : "OAuth")})");
        return $"""
            The Bitrix24 emulator is running. Press Ctrl+C to stop it.

            Portal     {hosted.Address}
            Web chat   {hosted.PageAddress}

            To use the examples of the README and the help, paste these setup commands into PowerShell.
            Paste them again when you need a new refresh token or authorization code: each can be used only once.

            {Variables(hosted)}

            Then connect with the webhook, or as the OAuth application:

            {Connect}
            Connect-B24OAuth -Domain $domain -ClientId $clientId -ClientSecret $clientSecret -RefreshToken $refreshToken -Scope {hosted.Application.Scope} -BotId {PortalSeed.OAuthBotId}

            Chats      {string.Join(", ", chats)}
            Users      {string.Join(", ", users)}
            Bots       {string.Join(", ", bots)}
            """;
    }

    /// <summary>PowerShell commands that set the variables of the examples in the README and the help.</summary>
    private static string Variables(HostedPortal hosted)
    {
        OAuthApplication application = hosted.Application;
        bool isHttps = hosted.Portal.Options.Certificate is not null;
        string post = isHttps ? "-Method Post -SkipCertificateCheck" : "-Method Post";
        IEnumerable<string> lines =
        [
            $"$webhook = '{hosted.WebhookUri}'",
            $"$botToken = '{PortalSeed.WebhookBotToken}'",
            $"$domain = '{hosted.Address.GetLeftPart(UriPartial.Authority)}'",
            $"$clientId = '{application.ClientId}'",
            $"$clientSecret = '{application.ClientSecret}'",
            "$authorizationServer = $domain",
            "$PSDefaultParameterValues['Connect-B24OAuth:AuthorizationServer'] = $authorizationServer",
            .. isHttps ? (string[])["$PSDefaultParameterValues['Connect-B24*:SkipCertificateCheck'] = $true"] : [],

            // Each can be used only once. When you paste the commands again, they request new ones.
            $"$issued = Invoke-RestMethod \"$domain/emulator/oauth/tokens\" {post}",
            "$accessToken = $issued.accessToken",
            "$refreshToken = $issued.refreshToken",
            $"$redirectAddress = (Invoke-RestMethod \"$domain/emulator/oauth/code\" {post}).redirect",
        ];
        return string.Join(Environment.NewLine, lines);
    }
}
