using System.Security;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Vaults;

/// <summary>The tokens that the block -OnTokenRefresh must save.</summary>
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

    /// <summary>The access token, which is valid for one hour. Saving it is optional: without it, the next session starts with a refresh.</summary>
    public SecureString AccessToken { get; }

    /// <summary>The refresh token, which is valid for 180 days and can be used once. Null if there is none.</summary>
    public SecureString? RefreshToken { get; }

    /// <summary>The scopes, separated by commas; null if unknown.</summary>
    public string? Scope { get; }

    /// <summary>The time when the access token expires; null if unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>The host of the portal, with its port if it isn't the default one.</summary>
    public string Domain { get; }

    /// <inheritdoc />
    public override string ToString() => $"Tokens for {Domain}";
}
