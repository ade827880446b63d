namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Keeps the token pair between runs. What a store holds wins over what a caller passes, which only seeds it.</summary>
public interface ITokenStore
{
    /// <summary>Keeps everybody else who uses this store, in this process and in others, from refreshing at the same time.</summary>
    /// <returns>Dispose it to let the next one in.</returns>
    Task<IDisposable> LockAsync(CancellationToken cancellation);

    /// <summary>The stored pair; null while there is none.</summary>
    TokenPair? Read();

    /// <summary>Stores a pair completely or not at all.</summary>
    void Write(TokenPair pair);
}
