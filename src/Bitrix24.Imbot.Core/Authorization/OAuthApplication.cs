using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>An application, as its card on the portal names it, and the server that authorizes it.</summary>
public sealed class OAuthApplication
{
    /// <summary>The documented authorization server.</summary>
    public static Uri DefaultAuthorizationServer { get; } = new("https://oauth.bitrix.info/");

    /// <summary>Makes an application.</summary>
    public OAuthApplication(string clientId, Secret clientSecret, Uri? authorizationServer = null)
    {
        ClientId = PastedText.Trimmed(clientId);
        ClientSecret = clientSecret;
        AuthorizationServer = authorizationServer ?? DefaultAuthorizationServer;
    }

    /// <summary>The application's public id (<c>client_id</c>).</summary>
    public string ClientId { get; }

    /// <summary>The application's secret; goes to the authorization server and nowhere else.</summary>
    public Secret ClientSecret { get; }

    /// <summary>The server that gives tokens; a portal's own only when the user named it, because the client secret goes there.</summary>
    public Uri AuthorizationServer { get; }
}
