namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>
/// Stores the token pair between runs. A stored pair takes precedence over the caller's pair, which is only used if the store is empty.
/// </summary>
public interface ITokenStore
{
    /// <summary>Prevents other users of the store, in this process and in others, from refreshing at the same time.</summary>
    /// <returns>Dispose it to release the lock.</returns>
    Task<IDisposable> LockAsync(CancellationToken cancellation);

    /// <summary>The stored pair; null if there is none.</summary>
    TokenPair? Read();

    /// <summary>Stores a pair atomically.</summary>
    void Write(TokenPair pair);
}
