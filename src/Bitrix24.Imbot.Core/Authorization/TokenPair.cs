using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>What an authorization server granted: two tokens and what belongs to them. Never changes; a refresh makes a new one.</summary>
public sealed class TokenPair
{
    /// <summary>The access token; lives an hour. Empty while only a refresh token is known.</summary>
    public Secret AccessToken { get; init; } = Secret.FromText(string.Empty)!;

    /// <summary>The refresh token; works once, and for 180 days. Null where none was given.</summary>
    public Secret? RefreshToken { get; init; }

    /// <summary>Scopes with commas between them, as the authorization server writes them; null where unknown.</summary>
    public string? Scope { get; init; }

    /// <summary>When the access token ends, by the server's words; null where unknown. A hint for people: only the portal's answer counts.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Base of REST addresses, such as <c>https://portal.example.com/rest/</c>; null where unknown.</summary>
    public Uri? ClientEndpoint { get; init; }

    /// <summary>The user on whose behalf the application acts; null where unknown.</summary>
    public long? UserId { get; init; }

    /// <summary>The portal's own id; null where unknown.</summary>
    public string? MemberId { get; init; }

    /// <summary>Whether both come from one answer of the authorization server, as far as can be told: a vault may keep the refresh token alone.</summary>
    internal bool IsSameGrant(TokenPair other) => AccessToken.Length > 0 && other.AccessToken.Length > 0
        ? AccessToken.Equals(other.AccessToken)
        : RefreshToken is not null && RefreshToken.Equals(other.RefreshToken);

    /// <summary>The same tokens; what else is unknown here is taken from an older pair of the same application and portal.</summary>
    internal TokenPair CompletedBy(TokenPair older) => new()
    {
        AccessToken = AccessToken,
        RefreshToken = RefreshToken,
        Scope = Scope ?? older.Scope,
        ExpiresAt = ExpiresAt,
        ClientEndpoint = ClientEndpoint ?? older.ClientEndpoint,
        UserId = UserId ?? older.UserId,
        MemberId = MemberId ?? older.MemberId,
    };

    /// <summary>The same tokens with a scope.</summary>
    internal TokenPair WithScope(string? scope) => new()
    {
        AccessToken = AccessToken,
        RefreshToken = RefreshToken,
        Scope = scope,
        ExpiresAt = ExpiresAt,
        ClientEndpoint = ClientEndpoint,
        UserId = UserId,
        MemberId = MemberId,
    };
}
