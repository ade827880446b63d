using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>The file format of a profile: one JSON object with all secrets in one member, encrypted if the system supports it.</summary>
internal static class ProfileFormat
{
    private const int Version = 1;
    private const string Dates = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    /// <summary>Writes a profile.</summary>
    public static byte[] Write(ProfileContent content, string protection)
    {
        JsonMap secrets = new JsonMap()
            .AddUnlessNull("webhook", content.WebhookAddress)
            .AddUnlessNull("clientSecret", content.Application?.ClientSecret)
            .AddUnlessNull("botToken", content.BotToken)
            .AddUnlessNull("tokens", TokenPairFormat.Write(content.Tokens))
            .AddUnlessNull("previousTokens", TokenPairFormat.Write(content.PreviousTokens))
            .AddUnlessNull("proxyUser", content.Transport.Connection.ProxyUser)
            .AddUnlessNull("proxyPassword", content.Transport.Connection.ProxyPassword);
        JsonMap map = new JsonMap
        {
            ["format"] = Version,
            ["kind"] = content.Kind == AuthorizationKind.Webhook ? "webhook" : "oauth",
            ["portal"] = content.Portal.AbsoluteUri,
        }
            .AddUnlessNull("clientId", content.Application?.ClientId)
            .AddUnlessNull("authorizationServer", content.Application?.AuthorizationServer.AbsoluteUri)
            .AddUnlessNull("botId", content.BotId)
            .AddUnlessNull("account", content.Account)
            .AddUnlessNull("savedAt", content.SavedAt.ToString(Dates, System.Globalization.CultureInfo.InvariantCulture))
            .AddUnlessNull("timeoutSeconds", content.Transport.Timeout.TotalSeconds)
            .AddUnlessNull("maximumRetryCount", content.Transport.MaximumRetryCount)
            .AddUnlessNull("requestRate", content.Transport.RequestRate.ToString())
            .AddUnlessNull("proxy", content.Transport.Connection.Proxy?.AbsoluteUri)
            .AddUnlessNull("certificateAuthorityPath", content.Transport.Connection.CertificateAuthorityPath)
            .AddUnlessNull("skipCertificateCheck", content.Transport.Connection.SkipCertificateCheck ? true : null)
            .AddUnlessNull("protection", protection)
            .AddUnlessNull("secrets", SecretProtection.Wrap(secrets, protection));
        return JsonMap.Write(map);
    }

    /// <summary>Reads a profile without its secrets. This account may be unable to decrypt them.</summary>
    /// <exception cref="FormatException">The text is not a profile.</exception>
    public static ProfileContent ReadFace(JsonElement root)
    {
        if (root.Number("format") != Version || !Uri.TryCreate(root.Text("portal"), UriKind.Absolute, out Uri? portal))
        {
            throw new FormatException("It is not a profile, or it was written by a newer version of the module.");
        }

        return new ProfileContent
        {
            Kind = root.Text("kind") == "webhook" ? AuthorizationKind.Webhook : AuthorizationKind.OAuth,
            Portal = portal,
            Application = root.Text("clientId") is { } clientId
                ? new OAuthApplication(clientId, Secret.FromText(string.Empty)!, ServerOf(root))
                : null,
            BotId = root.Number("botId"),
            Account = root.Text("account") ?? string.Empty,
            SavedAt = root.Date("savedAt") ?? default,
            Transport = TransportOf(root),
        };
    }

    /// <summary>Reads a profile with its secrets.</summary>
    /// <exception cref="FormatException">The text is not a profile.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">This account can't decrypt the secrets.</exception>
    public static ProfileContent Read(JsonElement root)
    {
        ProfileContent face = ReadFace(root);
        using JsonDocument document = SecretProtection.Unwrap(root);
        JsonElement secrets = document.RootElement;
        ProfileContent content = face with
        {
            WebhookAddress = Secret.FromText(secrets.Text("webhook")),
            Application = face.Application is null
                ? null
                : new OAuthApplication(
                    face.Application.ClientId,
                    Secret.FromText(secrets.Text("clientSecret")) ?? throw new FormatException("The client secret is missing."),
                    face.Application.AuthorizationServer),
            BotToken = Secret.FromText(secrets.Text("botToken")),
            Transport = WithProxyCredential(face.Transport, secrets),
            Tokens = TokenPairFormat.Read(secrets.Member("tokens")),
            PreviousTokens = TokenPairFormat.Read(secrets.Member("previousTokens")),
        };
        bool complete = content.Kind == AuthorizationKind.Webhook
            ? content.WebhookAddress is not null
            : content.Application is not null && content.Tokens is not null;
        return complete ? content : throw new FormatException("The profile is incomplete.");
    }

    private static TransportOptions TransportOf(JsonElement root)
    {
        TransportOptions defaults = TransportOptions.Default;
        return defaults with
        {
            Timeout = root.Real("timeoutSeconds") is { } seconds and > 0 and <= 3600 ? TimeSpan.FromSeconds(seconds) : defaults.Timeout,
            MaximumRetryCount = root.Number("maximumRetryCount") is { } count and >= 0 and <= 100 ? (int)count : defaults.MaximumRetryCount,
            RequestRate = Enum.TryParse(root.Text("requestRate"), out RequestRate rate) ? rate : defaults.RequestRate,
            Connection = new ConnectionOptions
            {
                Proxy = Uri.TryCreate(root.Text("proxy"), UriKind.Absolute, out Uri? proxy) ? proxy : null,
                CertificateAuthorityPath = root.Text("certificateAuthorityPath"),
                SkipCertificateCheck = root.Flag("skipCertificateCheck"),
            },
        };
    }

    private static TransportOptions WithProxyCredential(TransportOptions transport, JsonElement secrets) => secrets.Text("proxyUser") is { } user
        ? transport with { Connection = transport.Connection with { ProxyUser = user, ProxyPassword = Secret.FromText(secrets.Text("proxyPassword")) } }
        : transport;

    private static Uri? ServerOf(JsonElement root) =>
        Uri.TryCreate(root.Text("authorizationServer"), UriKind.Absolute, out Uri? server) ? server : null;
}
