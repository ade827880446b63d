using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Rules;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>The connection data, as JSON and as lines to paste into PowerShell.</summary>
internal static class ConnectionCard
{
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
                ["id"] = bot.Id, ["code"] = bot.Code,
                ["botToken"] = BotOwner.GetToken(bot.Owner),
            })]),
        };
    }

    public static string Text(HostedPortal hosted)
    {
        IEnumerable<string> chats = hosted.Portal.Chats.Where(chat => chat.Type != ChatType.Private)
            .Select(chat => $"chat{chat.Id} \"{chat.Title}\"");
        IEnumerable<string> users = hosted.Portal.Users.Where(user => !user.IsBot).Select(user => $"{user.Id} {user.Name}");
        IEnumerable<string> bots = hosted.Portal.Bots.Select(
            bot => $"{bot.Id} {bot.Code} ({(BotOwner.GetToken(bot.Owner) is string token ? "botToken " + token : "OAuth")})");
        return $"""
            A Bitrix24 portal is listening on {hosted.Address}  (Ctrl+C ends it)
            Its chats, to look at and to play  {hosted.PageAddress}

            Paste these lines into PowerShell, and the commands of README and help work on this portal as they stand.
            A refresh token works once, a code once and within 30 seconds: for new ones paste the lines again.

            {Variables(hosted)}

            Then connect, by webhook or as the application:

            Connect-B24Webhook $webhook -BotId {PortalSeed.WebhookBotId} -BotToken $botToken
            Connect-B24OAuth -Domain $domain -ClientId $clientId -ClientSecret $clientSecret -RefreshToken $refreshToken -Scope {hosted.Application.Scope} -BotId {PortalSeed.OAuthBotId}

            Chats            {string.Join(", ", chats)}
            Users            {string.Join(", ", users)}
            Bots             {string.Join(", ", bots)}
            """;
    }

    /// <summary>Lines of PowerShell that set the variables which commands in README and help use.</summary>
    private static string Variables(HostedPortal hosted)
    {
        OAuthApplication application = hosted.Application;
        string post = hosted.Portal.Options.Certificate is null ? "-Method Post" : "-Method Post -SkipCertificateCheck";
        List<string> lines =
        [
            $"$webhook = '{hosted.WebhookUri}'",
            $"$botToken = '{PortalSeed.WebhookBotToken}'",
            $"$domain = '{hosted.Address.GetLeftPart(UriPartial.Authority)}'",
            $"$clientId = '{application.ClientId}'",
            $"$clientSecret = '{application.ClientSecret}'",
            "$authorizationServer = $domain",
            "$PSDefaultParameterValues['Connect-B24OAuth:AuthorizationServer'] = $authorizationServer",
        ];
        if (hosted.Portal.Options.Certificate is not null)
        {
            lines.Add("$PSDefaultParameterValues['Connect-B24*:SkipCertificateCheck'] = $true");
        }

        // Each can be used only once. The lines request new ones whenever they are pasted.
        lines.Add($"$issued = Invoke-RestMethod \"$domain/emulator/oauth/tokens\" {post}");
        lines.Add("$accessToken = $issued.accessToken");
        lines.Add("$refreshToken = $issued.refreshToken");
        lines.Add($"$redirectAddress = (Invoke-RestMethod \"$domain/emulator/oauth/code\" {post}).redirect");
        return string.Join(Environment.NewLine, lines);
    }
}
