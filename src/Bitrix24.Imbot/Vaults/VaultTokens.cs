using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Vaults;

/// <summary>What the block -OnTokenRefresh gets, to be kept: a new pair of tokens and what belongs to them.</summary>
public sealed class VaultTokens
{
    internal VaultTokens(TokenPair pair, Uri portal)
    {
        AccessToken = SecretConversion.ToSecureString(pair.AccessToken.Reveal());
        RefreshToken = pair.RefreshToken is null ? null : SecretConversion.ToSecureString(pair.RefreshToken.Reveal());
        Scope = pair.Scope;
        ExpiresAt = pair.ExpiresAt;
        Domain = portal.Authority;
    }

    /// <summary>The access token; lives an hour. Need not be kept: without it the next session begins with a refresh.</summary>
    public SecureString AccessToken { get; }

    /// <summary>The refresh token; works once, and for 180 days. Null where none was given.</summary>
    public SecureString? RefreshToken { get; }

    /// <summary>Scopes with commas between them; null where unknown.</summary>
    public string? Scope { get; }

    /// <summary>When the access token ends, by the server's words; null where unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>The portal's host, with its port where that is not the usual one.</summary>
    public string Domain { get; }

    /// <inheritdoc />
    public override string ToString() => $"Tokens of {Domain}";
}
