using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Vaults;

/// <summary>Reads the output of the block -OnTokenRead: nothing, a refresh token, or an object or hashtable with the members of <see cref="VaultTokens"/>.</summary>
internal static class VaultAnswer
{
    /// <param name="given">The output of the block.</param>
    /// <param name="portal">The portal of the session.</param>
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultNotRead"/>, <see cref="TokenStoreErrors.TokenStoreOfAnotherApplication"/>.</exception>
    public static TokenPair? Read(IReadOnlyCollection<PSObject?> given, Uri portal)
    {
        PSObject?[] values = [.. given.Where(value => value is not null)];
        if (values.Length == 0)
        {
            return null;
        }

        if (values.Length > 1)
        {
            throw TokenStoreErrors.TokenVaultNotRead.With($"-OnTokenRead returned {values.Length} objects.");
        }

        PSObject answer = values[0]!;
        if (SecretConversion.Find(answer.BaseObject) is { } alone)
        {
            return alone.Length == 0 ? null : new TokenPair { RefreshToken = Secret.FromSecureString(alone) };
        }

        RequirePortal(Member(answer, nameof(VaultTokens.Domain)), portal);
        Secret refreshToken = SecretMember(answer, nameof(VaultTokens.RefreshToken))
            ?? throw TokenStoreErrors.TokenVaultNotRead.With($"-OnTokenRead returned an object of type {answer.BaseObject.GetType().Name} that has no RefreshToken.");
        return new TokenPair
        {
            AccessToken = SecretMember(answer, nameof(VaultTokens.AccessToken)) ?? Secret.FromText(string.Empty)!,
            RefreshToken = refreshToken,
            Scope = Scopes.Join(LanguagePrimitives.TryConvertTo(Member(answer, nameof(VaultTokens.Scope)), out string[]? scopes) ? scopes : null),
            ExpiresAt = LanguagePrimitives.TryConvertTo(Member(answer, nameof(VaultTokens.ExpiresAt)), out DateTimeOffset expiresAt) && expiresAt != default
                ? expiresAt
                : null,
        };
    }

    private static Secret? SecretMember(PSObject answer, string name)
    {
        object? value = Member(answer, name);
        if (value is null)
        {
            return null;
        }

        return SecretConversion.Find(value) is { } text
            ? text.Length == 0 ? null : Secret.FromSecureString(text)
            : throw TokenStoreErrors.TokenVaultNotRead.With($"-OnTokenRead returned {name} as {value.GetType().Name}. It must be a SecureString or a text.");
    }

    private static object? Member(PSObject answer, string name) => ObjectProperties.TryRead(answer, name, out object? value) ? Unwrapped.From(value) : null;

    private static void RequirePortal(object? domain, Uri portal)
    {
        if (domain is string { Length: > 0 } named
            && !string.Equals(named, portal.Authority, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(PortalAddress.Parse(named).Authority, portal.Authority, StringComparison.OrdinalIgnoreCase))
        {
            throw TokenStoreErrors.TokenStoreOfAnotherApplication.With($"-OnTokenRead returned tokens for {named}, but the session is for {portal.Authority}.");
        }
    }
}
