using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// A token bucket that limits the rate of events. Only events with a valid application token count, so forged events can't use up the limit. It
/// protects against a leaked token or a malfunctioning portal.
/// </summary>
internal sealed class ArrivalRate
{
    private readonly double burst;
    private readonly double perSecond;
    private readonly IClock clock;
    private readonly object gate = new();
    private double level;
    private TimeSpan seenAt;

    /// <param name="burst">Maximum number of events at once.</param>
    /// <param name="perSecond">Sustained number of events per second.</param>
    /// <param name="clock">The clock.</param>
    public ArrivalRate(double burst, double perSecond, IClock clock)
    {
        this.burst = burst;
        this.perSecond = perSecond;
        this.clock = clock;
        level = burst;
        seenAt = clock.Elapsed;
    }

    /// <summary>Takes a token for one event, if one is available.</summary>
    public bool TryAcquire()
    {
        lock (gate)
        {
            TimeSpan now = clock.Elapsed;
            level = Math.Min(burst, level + ((now - seenAt).TotalSeconds * perSecond));
            seenAt = now;
            if (level < 1)
            {
                return false;
            }

            level--;
            return true;
        }
    }
}
