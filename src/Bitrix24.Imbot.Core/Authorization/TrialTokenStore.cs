namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Keeps tokens in memory while a session is tried that is to be saved only if it works. Tokens that a store holds already are renewed in that store: their refresh
/// token works once, also if the trial fails.
/// </summary>
internal sealed class TrialTokenStore : ITokenStore
{
    private readonly ITokenStore? stored;

    /// <param name="given">The tokens to be tried.</param>
    /// <param name="isFresh">Whether they have just been granted, and are newer than any stored ones.</param>
    /// <param name="stored">What may hold tokens already; null where nothing does.</param>
    public TrialTokenStore(TokenPair given, bool isFresh, ITokenStore? stored)
    {
        this.stored = stored;
        Unsaved = isFresh || stored?.Read() is null ? given : null;
    }

    /// <summary>The tried tokens, or those that replaced them; null where the store has them.</summary>
    public TokenPair? Unsaved { get; private set; }

    /// <inheritdoc />
    public Task<IDisposable> LockAsync(CancellationToken cancellation) => Unsaved is null ? stored!.LockAsync(cancellation) : Task.FromResult<IDisposable>(new NoLock());

    /// <inheritdoc />
    public TokenPair? Read() => Unsaved ?? stored!.Read();

    /// <inheritdoc />
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

    /// <summary>Nobody else knows tokens that are in memory only.</summary>
    private sealed class NoLock : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
