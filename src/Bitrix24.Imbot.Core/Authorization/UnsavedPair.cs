using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The pair in force is in memory only: the store refused it.</summary>
internal sealed class UnsavedPair
{
    public UnsavedPair(TokenPair replaced, B24Exception failure)
    {
        Replaced = replaced;
        Failure = failure;
    }

    /// <summary>The pair that was used up for it, and which the store may still hold.</summary>
    public TokenPair Replaced { get; }

    /// <summary>Why it was not kept.</summary>
    public B24Exception Failure { get; }
}
