using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// Decides after each failure of an operation whether and when to retry. Unless <see cref="MayPass"/> is set, this depends only on what is known
/// about the effect of the call.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class RetryDecision(IClock clock)
{
    private static readonly Random Chance = new();

    /// <summary>
    /// Errors that occur before a message is stored. Any other error of a repeat can mean that the first attempt is still in progress.
    /// </summary>
    private static readonly HashSet<string> BeforeStoring = new(StringComparer.OrdinalIgnoreCase)
    {
        "EMPTY_MESSAGE", "PARAM_ATTACH_ERROR", "ATTACH_ERROR", "ATTACH_OVERSIZE", "PARAM_KEYBOARD_ERROR", "KEYBOARD_ERROR", "KEYBOARD_OVERSIZE",
        "REPLY_ERROR", "TOO_MANY_MESSAGES", "WRONG_UUID",
    };

    private readonly TimeSpan start = clock.Elapsed;
    private int repeats;
    private int limitRepeats;
    private TimeSpan limitWait;

    /// <summary>Whether the operation can be executed twice.</summary>
    public Repeatability Repeatability { get; init; } = Repeatability.Reads;

    /// <summary>Selects temporary failures, if this doesn't depend on the outcome of a single call; null if the outcome decides.</summary>
    public Func<B24Exception, bool>? MayPass { get; init; }

    /// <summary>Maximum number of retries. Waits for the portal's limits don't count.</summary>
    public int MaxRepeats { get; init; } = int.MaxValue;

    /// <summary>Maximum total time to wait for the portal's limits.</summary>
    public TimeSpan MaxLimitWait { get; init; } = TimeSpan.MaxValue;

    /// <summary>Maximum total time of all attempts and pauses, if <see cref="MayPass"/> is set.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>The clock.</summary>
    public IClock Clock => clock;

    /// <summary>Whether an earlier attempt may have been executed.</summary>
    public bool MayHaveBeenExecuted { get; private set; }

    /// <summary>Remaining time that this call can wait for limits.</summary>
    public TimeSpan LimitWaitLeft => MaxLimitWait - limitWait;

    /// <summary>For a call of a session.</summary>
    public static RetryDecision ForCall(Repeatability repeatability, TransportOptions options, IClock clock) => new(clock)
    {
        Repeatability = repeatability,
        MaxRepeats = options.MaximumRetryCount,
        MaxLimitWait = options.MaxLimitWait,
    };

    /// <summary>The pause before a retry of a call. Its random part keeps many clients from retrying at the same time.</summary>
    /// <param name="repeat">Number of the retry, from 1.</param>
    public static TimeSpan PauseForCall(int repeat)
    {
        lock (Chance)
        {
            return TimeSpan.FromSeconds(Doubled(0.25, repeat, 30) * (0.5 + (Chance.NextDouble() / 2)));
        }
    }

    /// <summary>The pause before a retry of a bot that retries until it succeeds.</summary>
    /// <param name="repeat">Number of the retry, from 1.</param>
    public static TimeSpan PauseForBot(int repeat) => TimeSpan.FromSeconds(Doubled(2, repeat, 60));

    /// <summary>Records a wait for the portal's limits.</summary>
    public void Waited(TimeSpan time) => limitWait += time;

    /// <summary>Decides after a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="opensAfter">How long the method is blocked, if known.</param>
    /// <returns>The pause before the next attempt; null to stop.</returns>
    public TimeSpan? PauseAfter(B24Exception failure, TimeSpan? opensAfter)
    {
        bool unclear = IsUnclear(failure);
        MayHaveBeenExecuted |= unclear;
        if (MayPass is { } mayPass)
        {
            return mayPass(failure) && repeats < MaxRepeats ? WithinTime(PauseForBot(++repeats)) : null;
        }

        if (MaxRepeats == 0 || failure.Kind == PortalErrors.PortalBlocked)
        {
            return null;
        }

        if (failure.Kind == PortalErrors.RequestLimitExceeded || failure.Kind == PortalErrors.OperatingLimitExceeded)
        {
            return LimitPause(failure, opensAfter);
        }

        bool mayRepeat = unclear ? Repeatability != Repeatability.Once : failure.Outcome == Outcome.NotExecuted && IsTemporary(failure);
        return mayRepeat && repeats < GetMaxRepeats(failure) ? Pause(failure.RetryAfter) : null;
    }

    /// <summary>The final error. If an earlier attempt may have been executed, the outcome is unknown.</summary>
    /// <param name="failure">The last failure.</param>
    /// <param name="called">The method, if the last failure is about another one.</param>
    public B24Exception Final(B24Exception failure, string? called = null)
    {
        string? method = called ?? failure.Method;
        bool answered = failure.Kind == ConnectionErrors.AnswerIsHtml || failure.Kind == ConnectionErrors.AnswerIncomplete || failure.Kind == ConnectionErrors.AnswerUnexpected;
        return !MayHaveBeenExecuted || Repeatability == Repeatability.Reads
            ? failure
            : new B24Exception(failure, answered ? failure.Kind : ConnectionErrors.OutcomeUnknown, $"{method} may or may not have been executed. {failure.Message}")
            {
                Method = method,
                Outcome = Outcome.Unknown,
            };
    }

    /// <summary>A wrong host name or certificate doesn't change while a person waits. One retry covers a busy name server.</summary>
    private int GetMaxRepeats(B24Exception failure) => failure.Kind == ConnectionErrors.PortalNameNotFound || failure.Kind == ConnectionErrors.TlsFailed
        ? Math.Min(1, MaxRepeats)
        : MaxRepeats;

    private bool IsUnclear(B24Exception failure)
    {
        if (failure.Outcome == Outcome.Unknown)
        {
            return true;
        }

        // The portal can refuse a repeat with the same key while it is still storing the first attempt.
        return MayHaveBeenExecuted
            && Repeatability == Repeatability.Keyed
            && failure.Outcome == Outcome.Refused
            && (failure.Kind == PortalErrors.PortalRefused || failure.Kind == MessageErrors.MessageNotSent || failure.Kind == MessageErrors.MessageBeingSent)
            && !BeforeStoring.Contains(failure.PortalCode ?? string.Empty);
    }

    /// <summary>
    /// Whether the reason why the call was not executed may be temporary: the network, a busy server, or the portal's connection to its authorization
    /// server.
    /// </summary>
    private static bool IsTemporary(B24Exception failure) =>
        failure.Kind == AuthorizationErrors.AuthorizationServerUnreachable
        || failure.Kind == ConnectionErrors.ServerFailed
        || (failure.PortalCode is null && failure.Kind != ConnectionErrors.PortalRedirected && failure.Kind != ConnectionErrors.PlainHttpRefused);

    private TimeSpan? LimitPause(B24Exception failure, TimeSpan? opensAfter)
    {
        // Never shorter than the growing pause, because a server may always ask for an immediate retry. If an operating limit specifies no time, wait
        // a minute: this is when the next part of the window expires.
        TimeSpan min = failure.Kind == PortalErrors.OperatingLimitExceeded && opensAfter is null && failure.RetryAfter is not { Ticks: > 0 }
            ? TimeSpan.FromSeconds(60)
            : PauseForCall(Math.Min(++limitRepeats, 8));
        return Within(Longer(opensAfter ?? failure.RetryAfter, min));
    }

    private TimeSpan? Pause(TimeSpan? asked)
    {
        TimeSpan own = PauseForCall(++repeats);
        return asked is null ? own : Within(Longer(asked, own));
    }

    private static double Doubled(double first, int repeat, double max) => Math.Min(first * Math.Pow(2, repeat - 1), max);

    private static TimeSpan Longer(TimeSpan? asked, TimeSpan own) => asked is { } wanted && wanted > own ? wanted : own;

    private TimeSpan? WithinTime(TimeSpan pause) => clock.Elapsed - start + pause <= MaxTime ? pause : null;

    /// <summary>The pause, if the call can still wait that long for limits.</summary>
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
