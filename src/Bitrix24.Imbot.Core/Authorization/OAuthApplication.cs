using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>An application, as on its settings page on the portal, and the server that authorizes it.</summary>
public sealed class OAuthApplication
{
    /// <summary>The documented authorization server.</summary>
    public static Uri DefaultAuthorizationServer { get; } = new("https://oauth.bitrix.info/");

    /// <summary>Creates an application.</summary>
    public OAuthApplication(string clientId, Secret clientSecret, Uri? authorizationServer = null)
    {
        ClientId = PastedText.Trimmed(clientId);
        ClientSecret = clientSecret;
        AuthorizationServer = authorizationServer ?? DefaultAuthorizationServer;
    }

    /// <summary>The public client ID of the application (<c>client_id</c>).</summary>
    public string ClientId { get; }

    /// <summary>The client secret of the application. It is sent only to the authorization server.</summary>
    public Secret ClientSecret { get; }

    /// <summary>
    /// The server that issues tokens. Because it receives the client secret, a portal's own server is used only if the user specifies it.
    /// </summary>
    public Uri AuthorizationServer { get; }
}
