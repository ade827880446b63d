using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// Tracks a period in which a queue can't be read: one warning at the beginning, one at the end, and growing pauses between the attempts.
/// </summary>
internal sealed class ReadingTrouble(IClock clock, long botId)
{
    private int attempts;
    private TimeSpan since;

    /// <summary>
    /// Errors that a retry can't solve: an unknown bot, another owner's bot, a missing scope, revoked credentials, a deleted or blocked portal, and a
    /// name that resolves to another computer over plain http. All other errors, including
    /// unknown ones, may be temporary.
    /// </summary>
    private static readonly HashSet<ErrorKind> Final =
    [
        BotErrors.BotNotFound, BotErrors.BotOfAnotherOwner, BotErrors.BotIdMissing, BotErrors.BotTokenMissing,
        AuthorizationErrors.ScopeInsufficient,
        AuthorizationErrors.AccessTokenExpired, AuthorizationErrors.RefreshTokenRejected, AuthorizationErrors.RefreshDataMissing, AuthorizationErrors.ApplicationRejected,
        AuthorizationErrors.AuthorizationOfAnotherPortal,
        PortalErrors.PortalDeleted, PortalErrors.PortalBlocked, ConnectionErrors.PlainHttpRefused,
    ];

    /// <summary>
    /// Codes that reject the credentials themselves. Other codes can come from a portal that can't check credentials at the moment. With a status
    /// that rejects every request, these codes say nothing about the credentials.
    /// </summary>
    private static readonly HashSet<string> Revoked = new(StringComparer.OrdinalIgnoreCase) { "INVALID_CREDENTIALS", "APPLICATION_NOT_FOUND", "invalid_token" };

    /// <summary>Whether to try again after this error.</summary>
    public static bool MayPass(B24Exception exception) =>
        !Final.Contains(exception.Kind)
        && !(exception.Kind == AuthorizationErrors.AuthorizationRejected
            && Revoked.Contains(exception.PortalCode ?? string.Empty)
            && !AnswerReader.IsTurnedAway(exception.HttpStatus ?? 0, exception.RetryAfter));

    public Task WaitAsync(B24Exception exception, ICallObserver? observer, CancellationToken cancellation)
    {
        if (attempts == 0)
        {
            since = clock.Elapsed;

            // Reading changes nothing on the portal, so there is nothing to check before a retry.
            string advice = B24Exception.WithoutLookFirst(exception.RecommendedAction);
            observer?.Warn($"The events of bot {botId} can't be read. The bot retries. Cause:", new B24Exception(exception) { Recommendation = advice });
        }

        TimeSpan pause = RetryDecision.PauseForBot(++attempts);
        observer?.Wait($"Events of bot {botId}: {exception.ErrorId}; retrying", pause);
        return clock.DelayAsync(pause, cancellation);
    }

    public void Over(ICallObserver? observer)
    {
        if (attempts > 0)
        {
            observer?.Warn($"Reading events of bot {botId} works again after {(clock.Elapsed - since).TotalSeconds:0} s.");
            attempts = 0;
        }
    }
}
