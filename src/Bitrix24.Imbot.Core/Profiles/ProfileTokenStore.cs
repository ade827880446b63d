using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>A profile as the place where an OAuth session's tokens are kept.</summary>
internal sealed class ProfileTokenStore : ITokenStore
{
    private readonly ProfileFile file;
    private readonly Uri portal;
    private readonly string clientId;

    public ProfileTokenStore(ProfileFile file, Uri portal, string clientId)
    {
        this.file = file;
        this.portal = portal;
        this.clientId = clientId;
    }

    /// <inheritdoc />
    public Task<IDisposable> LockAsync(CancellationToken cancellation) => file.LockAsync(cancellation);

    /// <inheritdoc />
    public TokenPair? Read() => ReadOurs()?.Tokens;

    /// <inheritdoc />
    public void Write(TokenPair pair)
    {
        // A session goes on when its profile was removed; its tokens are then kept in memory only.
        if (ReadOurs() is { } content)
        {
            file.Write(content with { Tokens = pair, PreviousTokens = content.Tokens });
        }
    }

    /// <summary>The profile may have been saved anew for another portal since: its tokens are none of ours, and ours none of its.</summary>
    private ProfileContent? ReadOurs()
    {
        if (!file.Exists)
        {
            return null;
        }

        ProfileContent content = file.Read();
        return content.Portal == portal && content.Application?.ClientId == clientId
            ? content
            : throw TokenStoreErrors.TokenStoreOfAnotherApplication.With(
                $"Profile '{file.Name}' now belongs to {content.Portal.Authority}, and no longer to this session of {portal.Authority}.");
    }
}
