namespace Bitrix24.Imbot.Core.Rest;

/// <summary>The pauses between attempts. Each pause is twice as long as the one before, up to a maximum.</summary>
/// <param name="First">The first pause.</param>
/// <param name="Max">The maximum pause.</param>
/// <param name="IsSpread">Whether each pause is randomly reduced by up to half, so that many clients don't retry at the same time.</param>
internal sealed record PauseSchedule(TimeSpan First, TimeSpan Max, bool IsSpread)
{
    private static readonly Random Chance = new();

    /// <summary>For a call that a caller waits for.</summary>
    public static PauseSchedule ForCall { get; } = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30), IsSpread: true);

    /// <summary>For a bot that retries until it succeeds.</summary>
    public static PauseSchedule ForBot { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), IsSpread: false);

    /// <param name="repeat">Number of the next retry, from 1.</param>
    public TimeSpan Before(int repeat)
    {
        double full = Math.Min(First.TotalMilliseconds * Math.Pow(2, repeat - 1), Max.TotalMilliseconds);
        if (!IsSpread)
        {
            return TimeSpan.FromMilliseconds(full);
        }

        lock (Chance)
        {
            return TimeSpan.FromMilliseconds(full * (0.5 + (Chance.NextDouble() / 2)));
        }
    }
}
