namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The OAuth application that is installed on the portal, with the newest pair of tokens.</summary>
public sealed class OAuthApplication
{
    internal OAuthApplication(string clientId, string clientSecret, string memberId, string scope, Uri address)
    {
        ClientId = clientId;
        ClientSecret = clientSecret;
        MemberId = memberId;
        Scope = scope;
        Address = address;
    }

    /// <summary>The client id (application code).</summary>
    public string ClientId { get; }

    /// <summary>The client secret (application key).</summary>
    public string ClientSecret { get; }

    /// <summary>The portal's unique id.</summary>
    public string MemberId { get; }

    /// <summary>The scope of the application's card, separated by commas.</summary>
    public string Scope { get; }

    /// <summary>Host and port of the portal.</summary>
    public string Domain => Address.Authority;

    /// <summary>The name that system messages begin with.</summary>
    public string Name { get; } = "Emulated application";

    /// <summary>L: a local application (docs/portal/authorization.md, "Authorization code").</summary>
    public string Status { get; } = "L";

    /// <summary>The token by which the application recognizes events of the portal (docs/portal/events.md, "Application token").</summary>
    public string ApplicationToken => MemberId[..16] + ClientSecret[..16];

    /// <summary>The newest access token that was issued.</summary>
    public string AccessToken { get; internal set; } = "";

    /// <summary>The newest refresh token that was issued.</summary>
    public string RefreshToken { get; internal set; } = "";

    /// <summary>When <see cref="AccessToken"/> expires, in the portal's time.</summary>
    public DateTimeOffset AccessTokenExpiresAt { get; internal set; }

    /// <summary>False answers APPLICATION_NOT_FOUND (docs/portal/authorization.md, "OAuth").</summary>
    public bool IsInstalled { get; set; } = true;

    /// <summary>Users who may use the application; null for all. Others get user_access_error (docs/portal/authorization.md, "OAuth").</summary>
    public IReadOnlyCollection<int>? OpenTo { get; set; }

    internal Uri Address { get; }
}
