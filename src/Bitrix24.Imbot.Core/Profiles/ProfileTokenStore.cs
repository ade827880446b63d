using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>Stores the tokens of an OAuth session in a profile.</summary>
internal sealed class ProfileTokenStore(ProfileFile file, Uri portal, string clientId) : ITokenStore
{
    public Task<IDisposable> LockAsync(CancellationToken cancellation) => file.LockAsync(cancellation);

    public TokenPair? Read() => ReadMatching()?.Tokens;

    public void Write(TokenPair pair)
    {
        // If its profile was removed, the session continues with tokens in memory only.
        if (ReadMatching() is { } content)
        {
            file.Write(content with { Tokens = pair, PreviousTokens = content.Tokens });
        }
    }

    /// <summary>The profile may have been saved for another portal since. Its tokens must not be mixed with those of this session.</summary>
    private ProfileContent? ReadMatching()
    {
        if (!file.Exists)
        {
            return null;
        }

        ProfileContent content = file.Read();
        return content.Portal == portal && content.Application?.ClientId == clientId
            ? content
            : throw TokenStoreErrors.TokenStoreOfAnotherApplication.With(
                $"Profile '{file.Name}' now belongs to {content.Portal.Authority} and no longer to this session on {portal.Authority}.");
    }
}
