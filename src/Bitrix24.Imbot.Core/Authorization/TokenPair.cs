using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>A token pair from an authorization server, with related data. Immutable; a refresh creates a new one.</summary>
public sealed record TokenPair
{
    /// <summary>The access token, which is valid for an hour. Empty if only a refresh token is known.</summary>
    public Secret AccessToken { get; init; } = Secret.FromText(string.Empty)!;

    /// <summary>The refresh token, which is valid for 180 days and can be used only once. Null if there is none.</summary>
    public Secret? RefreshToken { get; init; }

    /// <summary>Scopes separated by commas, as in the server's answer; null if unknown.</summary>
    public string? Scope { get; init; }

    /// <summary>
    /// Expiration time of the access token according to the server; null if unknown. Only informative: the portal's answers decide.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Base of the REST URLs, such as <c>https://portal.example.com/rest/</c>; null if unknown.</summary>
    public Uri? ClientEndpoint { get; init; }

    /// <summary>The user that the application acts for; null if unknown.</summary>
    public long? UserId { get; init; }

    /// <summary>The unique ID of the portal; null if unknown.</summary>
    public string? MemberId { get; init; }

    /// <summary>
    /// Whether both pairs come from the same answer of the authorization server, as far as is known: a vault may store only the refresh token.
    /// </summary>
    internal bool IsSameGrant(TokenPair other) => AccessToken.Length > 0 && other.AccessToken.Length > 0
        ? AccessToken.Equals(other.AccessToken)
        : RefreshToken is not null && RefreshToken.Equals(other.RefreshToken);

    /// <summary>The same tokens, with missing data from an older pair of the same application and portal.</summary>
    internal TokenPair CompletedBy(TokenPair older) => this with
    {
        Scope = Scope ?? older.Scope,
        ClientEndpoint = ClientEndpoint ?? older.ClientEndpoint,
        UserId = UserId ?? older.UserId,
        MemberId = MemberId ?? older.MemberId,
    };
}
