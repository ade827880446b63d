namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The current token pair, if it exists only in memory because it couldn't be stored.</summary>
internal sealed class UnsavedPair(TokenPair replaced, B24Exception failure)
{
    /// <summary>The pair that it replaced. The store may still contain it.</summary>
    public TokenPair Replaced => replaced;

    /// <summary>Why it couldn't be stored.</summary>
    public B24Exception Failure => failure;
}
