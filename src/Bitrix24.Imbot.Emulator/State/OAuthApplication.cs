namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The OAuth application that is installed on the portal, with the newest pair of tokens.</summary>
public sealed class OAuthApplication(string clientId, string clientSecret, string memberId, string scope, Uri address)
{
    /// <summary>The client ID (application code).</summary>
    public string ClientId { get; } = clientId;

    /// <summary>The client secret (application key).</summary>
    public string ClientSecret { get; } = clientSecret;

    /// <summary>The portal's unique ID.</summary>
    public string MemberId { get; } = memberId;

    /// <summary>The scopes in the application's settings, separated by commas.</summary>
    public string Scope { get; } = scope;

    /// <summary>The host and port of the portal.</summary>
    public string Domain => Address.Authority;

    /// <summary>The name at the beginning of system messages.</summary>
    public string Name { get; } = "Emulated application";

    /// <summary>The status L, for a local application (docs/portal/authorization.md, "Authorization code").</summary>
    public string Status { get; } = "L";

    /// <summary>The token that tells the application that an event comes from the portal (docs/portal/events.md, "Application token").</summary>
    public string ApplicationToken => MemberId[..16] + ClientSecret[..16];

    /// <summary>The newest access token that was issued.</summary>
    public string AccessToken { get; internal set; } = "";

    /// <summary>The newest refresh token that was issued.</summary>
    public string RefreshToken { get; internal set; } = "";

    /// <summary>The time when <see cref="AccessToken"/> expires, in the portal's time.</summary>
    public DateTimeOffset AccessTokenExpiresAt { get; internal set; }

    /// <summary>False makes the portal answer with APPLICATION_NOT_FOUND (docs/portal/authorization.md, "OAuth").</summary>
    public bool IsInstalled { get; set; } = true;

    /// <summary>
    /// The IDs of the users who may use the application; null for all users. Other users receive user_access_error
    /// (docs/portal/authorization.md, "OAuth").
    /// </summary>
    public IReadOnlyCollection<int>? OpenTo { get; set; }

    internal Uri Address { get; } = address;
}
