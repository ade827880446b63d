namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The current token pair, if it exists only in memory because it couldn't be stored.</summary>
internal sealed class UnsavedPair
{
    public UnsavedPair(TokenPair replaced, B24Exception failure)
    {
        Replaced = replaced;
        Failure = failure;
    }

    /// <summary>The pair that it replaced. The store may still contain it.</summary>
    public TokenPair Replaced { get; }

    /// <summary>Why it couldn't be stored.</summary>
    public B24Exception Failure { get; }
}
