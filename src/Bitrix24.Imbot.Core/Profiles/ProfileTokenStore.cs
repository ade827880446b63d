using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>A profile as the place where an OAuth session's tokens are kept.</summary>
internal sealed class ProfileTokenStore : ITokenStore
{
    private readonly ProfileFile file;

    public ProfileTokenStore(ProfileFile file)
    {
        this.file = file;
    }

    /// <inheritdoc />
    public Task<IDisposable> LockAsync(CancellationToken cancellation) => file.LockAsync(cancellation);

    /// <inheritdoc />
    public TokenPair? Read() => file.Exists ? file.Read().Tokens : null;

    /// <inheritdoc />
    public void Write(TokenPair pair)
    {
        // A session goes on when its profile was removed; its tokens are then kept in memory only.
        if (!file.Exists)
        {
            return;
        }

        ProfileContent content = file.Read();
        file.Write(content with { Tokens = pair, PreviousTokens = content.Tokens });
    }
}
