namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>The result of a token refresh.</summary>
internal enum RefreshOutcome
{
    /// <summary>A refresh isn't possible.</summary>
    Impossible,

    /// <summary>Another caller or process has refreshed in the meantime. Its pair is used now, and may also have expired.</summary>
    RefreshedElsewhere,

    /// <summary>The authorization server returned a new pair.</summary>
    Renewed,
}
