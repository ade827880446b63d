using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// How many events may arrive: a bucket that fills with time. Only events with the right token count, so that a flood of forged ones takes
/// nothing from the true ones; it is there against a token in wrong hands, or a portal gone wild.
/// </summary>
internal sealed class ArrivalRate
{
    private readonly double burst;
    private readonly double perSecond;
    private readonly IClock clock;
    private readonly object gate = new();
    private double level;
    private TimeSpan seenAt;

    /// <param name="burst">Events at once.</param>
    /// <param name="perSecond">Events a second for long.</param>
    /// <param name="clock">Time.</param>
    public ArrivalRate(double burst, double perSecond, IClock clock)
    {
        this.burst = burst;
        this.perSecond = perSecond;
        this.clock = clock;
        level = burst;
        seenAt = clock.Elapsed;
    }

    /// <summary>Takes a place for an event, if there is one.</summary>
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
