using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>What decides whether and when something is tried again.</summary>
internal sealed record RetryPolicy
{
    /// <summary>Whether it may be executed twice.</summary>
    public Repeatability Repeatability { get; init; } = Repeatability.Reads;

    /// <summary>
    /// Which failures may pass, where that isn't a matter of the outcome of a single call; null where the outcome decides.
    /// </summary>
    public Func<B24Exception, bool>? MayPass { get; init; }

    /// <summary>How often it is tried again at most. Waits for the portal's limits don't count.</summary>
    public int MaxRepeats { get; init; } = int.MaxValue;

    /// <summary>How long it waits for the portal's limits in all.</summary>
    public TimeSpan MaxLimitWait { get; init; } = TimeSpan.MaxValue;

    /// <summary>How long it is tried in all, attempts and pauses together.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>The pauses between the attempts.</summary>
    public PauseSchedule Pauses { get; init; } = PauseSchedule.ForCall;

    /// <summary>For one call of a session.</summary>
    public static RetryPolicy ForCall(Repeatability repeatability, TransportOptions options) => new()
    {
        Repeatability = repeatability,
        MaxRepeats = options.MaximumRetryCount,
        MaxLimitWait = options.MaxLimitWait,
    };

    /// <summary>For a bot that runs for weeks.</summary>
    /// <param name="mayPass">Which failures may pass.</param>
    public static RetryPolicy ForBot(Func<B24Exception, bool> mayPass) => new() { MayPass = mayPass, Pauses = PauseSchedule.ForBot };
}
