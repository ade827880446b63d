using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// A token bucket that limits the rate of events. Only events with a valid application token count, so forged events can't use up the limit. It
/// protects against a leaked token or a malfunctioning portal.
/// </summary>
/// <param name="burst">Maximum number of events at once.</param>
/// <param name="perSecond">Sustained number of events per second.</param>
/// <param name="clock">The clock.</param>
internal sealed class ArrivalRate(double burst, double perSecond, IClock clock)
{
    private readonly object gate = new();
    private double used;
    private TimeSpan seenAt = clock.Elapsed;

    /// <summary>Takes a token for one event, if one is available.</summary>
    public bool TryAcquire()
    {
        lock (gate)
        {
            TimeSpan now = clock.Elapsed;
            used = Math.Max(0, used - ((now - seenAt).TotalSeconds * perSecond));
            seenAt = now;
            if (used > burst - 1)
            {
                return false;
            }

            used++;
            return true;
        }
    }
}
