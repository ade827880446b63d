using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>A time in which a queue cannot be read: one warning when it begins and one when it ends, with growing pauses between the attempts.</summary>
internal sealed class ReadingTrouble
{
    private readonly IClock clock;
    private readonly long botId;
    private int attempts;
    private TimeSpan since;

    public ReadingTrouble(IClock clock, long botId)
    {
        this.clock = clock;
        this.botId = botId;
    }

    /// <summary>
    /// What cannot pass while the loop waits: the bot is unknown or belongs to another owner, a scope is missing, the credentials were revoked or cannot be
    /// renewed, the portal was deleted or blocked by hand, or its name leads to another machine over plain http. Everything else, unknown errors included,
    /// may pass.
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
    /// Refusals of credentials that name the credentials; the others can come from a portal that cannot check them at the moment. With a status that turns
    /// every request away, they say nothing about the credentials.
    /// </summary>
    private static readonly HashSet<string> Revoked = new(StringComparer.OrdinalIgnoreCase) { "INVALID_CREDENTIALS", "APPLICATION_NOT_FOUND", "invalid_token" };

    /// <summary>Whether to try again after this error.</summary>
    public static bool MayPass(B24Exception exception) =>
        !Final.Contains(exception.Kind)
        && !(exception.Kind == AuthorizationErrors.AuthorizationRejected
            && Revoked.Contains(exception.PortalCode ?? string.Empty)
            && !AnswerReader.IsTurnedAway(exception.HttpStatus ?? 0, exception.RetryAfter));

    /// <summary>Waits before the next attempt.</summary>
    public Task WaitAsync(B24Exception exception, ICallObserver? observer, CancellationToken cancellation)
    {
        if (attempts == 0)
        {
            since = clock.Elapsed;

            // Reading changes nothing that a person would have to look at.
            string advice = B24Exception.WithoutLookFirst(exception.RecommendedAction);
            observer?.Warn($"Events of bot {botId} cannot be read; trying again until they can:", new B24Exception(exception) { Recommendation = advice });
        }

        TimeSpan pause = PauseSchedule.ForBot.Before(++attempts);
        observer?.Wait($"Events of bot {botId}: {exception.ErrorId}; trying again", pause);
        return clock.DelayAsync(pause, cancellation);
    }

    /// <summary>An attempt succeeded.</summary>
    public void Over(ICallObserver? observer)
    {
        if (attempts > 0)
        {
            observer?.Warn($"Events of bot {botId} are read again, after {(clock.Elapsed - since).TotalSeconds:0} s.");
            attempts = 0;
        }
    }
}
