namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Keeps tokens in memory while testing a session that is saved only if it works. If a store already contains tokens, they are refreshed in that
/// store: their refresh token can be used only once, even if the test fails.
/// </summary>
/// <param name="given">The tokens to test.</param>
/// <param name="isFresh">Whether the tokens were just issued and are newer than any stored ones.</param>
/// <param name="stored">A store that may contain tokens; null for none.</param>
internal sealed class TrialTokenStore(TokenPair given, bool isFresh, ITokenStore? stored) : ITokenStore
{
    /// <summary>The tested tokens, or those that replaced them; null if the store contains them.</summary>
    public TokenPair? Unsaved { get; private set; } = isFresh || stored?.Read() is null ? given : null;

    public Task<IDisposable> LockAsync(CancellationToken cancellation) => Unsaved is null ? stored!.LockAsync(cancellation) : Task.FromResult<IDisposable>(new NoLock());

    public TokenPair? Read() => Unsaved ?? stored!.Read();

    public void Write(TokenPair pair)
    {
        if (Unsaved is null)
        {
            stored!.Write(pair);
        }
        else
        {
            Unsaved = pair;
        }
    }

    /// <summary>Tokens in memory need no lock.</summary>
    private sealed class NoLock : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
