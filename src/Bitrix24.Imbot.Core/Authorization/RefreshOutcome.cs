namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>What came of the wish for a new token.</summary>
internal enum RefreshOutcome
{
    /// <summary>There is nothing to refresh with.</summary>
    Impossible,

    /// <summary>Another caller or process has refreshed meanwhile; its pair is in force now, and may have expired as well.</summary>
    TakenOver,

    /// <summary>The authorization server gave a new pair.</summary>
    Renewed,
}
