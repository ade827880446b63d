using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Decides for one call, after each failure, whether it is repeated and when. Unless its policy says otherwise, only what is known of the effect decides.
/// </summary>
internal sealed class RetryDecision
{
    /// <summary>Refusals that come before a message is stored; any other one of a repeat can mean that the first is still under way.</summary>
    private static readonly HashSet<string> BeforeStoring = new(StringComparer.OrdinalIgnoreCase)
    {
        "EMPTY_MESSAGE", "PARAM_ATTACH_ERROR", "ATTACH_ERROR", "ATTACH_OVERSIZE", "PARAM_KEYBOARD_ERROR", "KEYBOARD_ERROR", "KEYBOARD_OVERSIZE",
        "REPLY_ERROR", "TOO_MANY_MESSAGES", "WRONG_UUID",
    };

    private readonly RetryPolicy policy;
    private readonly IClock clock;
    private readonly TimeSpan start;
    private int repeats;
    private int limitRepeats;
    private TimeSpan limitWait;

    public RetryDecision(RetryPolicy policy, IClock clock)
    {
        this.policy = policy;
        this.clock = clock;
        start = clock.Elapsed;
    }

    /// <summary>Whether an attempt of this call may have been executed without our knowing.</summary>
    public bool MayHaveBeenExecuted { get; private set; }

    /// <summary>Time that this call may still wait for limits.</summary>
    public TimeSpan LimitWaitLeft => policy.MaxLimitWait - limitWait;

    /// <summary>Takes note of a wait for the portal's limits.</summary>
    public void Waited(TimeSpan time) => limitWait += time;

    /// <summary>Decides after a failure.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="opensAfter">How long the method is closed, where that is known.</param>
    /// <returns>The pause before the next attempt; null to give up.</returns>
    public TimeSpan? PauseAfter(B24Exception failure, TimeSpan? opensAfter)
    {
        bool unclear = IsUnclear(failure);
        MayHaveBeenExecuted |= unclear;
        if (policy.MayPass is { } mayPass)
        {
            return mayPass(failure) && repeats < policy.MaxRepeats ? WithinTime(policy.Pauses.Before(++repeats)) : null;
        }

        if (policy.MaxRepeats == 0 || failure.Kind == PortalErrors.PortalBlocked)
        {
            return null;
        }

        if (failure.Kind == PortalErrors.RequestLimitExceeded || failure.Kind == PortalErrors.OperatingLimitExceeded)
        {
            return LimitPause(failure, opensAfter);
        }

        bool mayRepeat = unclear ? policy.Repeatability != Repeatability.Once : failure.Outcome == Outcome.NotExecuted && MayPass(failure);
        return mayRepeat && repeats < GetMaxRepeats(failure) ? Pause(failure.RetryAfter) : null;
    }

    /// <summary>The error to give up with: where an earlier attempt may have been executed, that is what counts.</summary>
    /// <param name="failure">What happened last.</param>
    /// <param name="called">The call, where it was not this that failed last.</param>
    public B24Exception Final(B24Exception failure, string? called = null)
    {
        string? method = called ?? failure.Method;
        bool answered = failure.Kind == ConnectionErrors.AnswerIsHtml || failure.Kind == ConnectionErrors.AnswerIncomplete || failure.Kind == ConnectionErrors.AnswerUnexpected;
        return !MayHaveBeenExecuted || policy.Repeatability == Repeatability.Reads
            ? failure
            : new B24Exception(failure, answered ? failure.Kind : ConnectionErrors.OutcomeUnknown, $"It is not known whether {method} was executed. {failure.Message}")
            {
                Method = method,
                Outcome = Outcome.Unknown,
            };
    }

    /// <summary>A wrong name or certificate stays wrong while a person waits; the one repeat is for a name server that was busy.</summary>
    private int GetMaxRepeats(B24Exception failure) => failure.Kind == ConnectionErrors.PortalNameNotFound || failure.Kind == ConnectionErrors.TlsFailed
        ? Math.Min(1, policy.MaxRepeats)
        : policy.MaxRepeats;

    private bool IsUnclear(B24Exception failure)
    {
        if (failure.Outcome == Outcome.Unknown)
        {
            return true;
        }

        // A repeat with the same key that is refused while the first attempt is still being stored.
        return MayHaveBeenExecuted
            && policy.Repeatability == Repeatability.Keyed
            && failure.Outcome == Outcome.Refused
            && (failure.Kind == PortalErrors.PortalRefused || failure.Kind == MessageErrors.MessageNotSent || failure.Kind == MessageErrors.MessageBeingSent)
            && !BeforeStoring.Contains(failure.PortalCode ?? string.Empty);
    }

    /// <summary>Whether what kept the call from being executed can be over at the next attempt: the network, a server that is busy, or the portal's way to its authorization server.</summary>
    private static bool MayPass(B24Exception failure) =>
        failure.Kind == AuthorizationErrors.AuthorizationServerUnreachable
        || failure.Kind == ConnectionErrors.ServerFailed
        || (failure.PortalCode is null && failure.Kind != ConnectionErrors.PortalRedirected && failure.Kind != ConnectionErrors.PlainHttpRefused);

    private TimeSpan? LimitPause(B24Exception failure, TimeSpan? opensAfter)
    {
        // Never shorter than our own growing pause: a server that says "now" each time would be asked without end. Where an operating limit gives no
        // time at all, the next minute is the earliest at which a part of the window drops out.
        TimeSpan min = failure.Kind == PortalErrors.OperatingLimitExceeded && opensAfter is null && failure.RetryAfter is not { Ticks: > 0 }
            ? TimeSpan.FromSeconds(60)
            : policy.Pauses.Before(Math.Min(++limitRepeats, 8));
        return Within(Longer(opensAfter ?? failure.RetryAfter, min));
    }

    private TimeSpan? Pause(TimeSpan? asked)
    {
        TimeSpan own = policy.Pauses.Before(++repeats);
        return asked is null ? own : Within(Longer(asked, own));
    }

    private static TimeSpan Longer(TimeSpan? asked, TimeSpan own) => asked is { } wanted && wanted > own ? wanted : own;

    private TimeSpan? WithinTime(TimeSpan pause) => clock.Elapsed - start + pause <= policy.MaxTime ? pause : null;

    /// <summary>The pause, if the call may still wait that long for limits.</summary>
    private TimeSpan? Within(TimeSpan pause)
    {
        if (pause > LimitWaitLeft)
        {
            return null;
        }

        Waited(pause);
        return pause;
    }
}
