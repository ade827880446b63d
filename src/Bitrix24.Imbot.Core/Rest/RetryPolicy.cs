using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The settings that determine whether and when to retry.</summary>
internal sealed record RetryPolicy
{
    /// <summary>Whether the operation can be executed twice.</summary>
    public Repeatability Repeatability { get; init; } = Repeatability.Reads;

    /// <summary>Selects temporary failures, if this doesn't depend on the outcome of a single call; null if the outcome decides.</summary>
    public Func<B24Exception, bool>? MayPass { get; init; }

    /// <summary>Maximum number of retries. Waits for the portal's limits don't count.</summary>
    public int MaxRepeats { get; init; } = int.MaxValue;

    /// <summary>Maximum total time to wait for the portal's limits.</summary>
    public TimeSpan MaxLimitWait { get; init; } = TimeSpan.MaxValue;

    /// <summary>Maximum total time of all attempts and pauses.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>The pauses between attempts.</summary>
    public PauseSchedule Pauses { get; init; } = PauseSchedule.ForCall;

    /// <summary>For a call of a session.</summary>
    public static RetryPolicy ForCall(Repeatability repeatability, TransportOptions options) => new()
    {
        Repeatability = repeatability,
        MaxRepeats = options.MaximumRetryCount,
        MaxLimitWait = options.MaxLimitWait,
    };

    /// <summary>For a bot that runs for weeks.</summary>
    /// <param name="mayPass">Selects temporary failures.</param>
    public static RetryPolicy ForBot(Func<B24Exception, bool> mayPass) => new() { MayPass = mayPass, Pauses = PauseSchedule.ForBot };
}
