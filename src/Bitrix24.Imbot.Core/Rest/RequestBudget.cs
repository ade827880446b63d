using System.Collections.Concurrent;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// This process's view of the portal's leaky bucket (docs/portal/limits-and-batch.md, "Request rate"). All sessions share one for each portal, and it
/// delays requests that the portal would refuse. Other processes fill the same bucket. If the portal refuses a request, this process slows down, and
/// recovers while no more requests are refused.
/// </summary>
internal sealed class RequestBudget
{
    private const double MinShare = 0.02;
    private const double SlowDown = 0.5;
    private const double SpeedUp = 1.15;

    private static readonly ConcurrentDictionary<string, RequestBudget> Portals = new(StringComparer.OrdinalIgnoreCase);

    private readonly object gate = new();
    private double level;
    private double share = 1;
    private TimeSpan seenAt;
    private bool isCloud;
    private bool refused;

    /// <summary>The budget of a portal in this process.</summary>
    public static RequestBudget Get(Uri portal) => Portals.GetOrAdd(portal.Authority, _ => new RequestBudget());

    /// <summary>Reserves a place for a request.</summary>
    /// <param name="rate">The request rate.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    /// <returns>The time to wait before the request is sent.</returns>
    public TimeSpan Reserve(RequestRate rate, TimeSpan now)
    {
        lock (gate)
        {
            if (!IsPaced(rate))
            {
                return TimeSpan.Zero;
            }

            Leak(rate, now);
            level += 1;
            return WaitAt(level, rate);
        }
    }

    /// <summary>Releases the place of a request that was never sent. Otherwise canceled requests would delay others.</summary>
    public void Release()
    {
        lock (gate)
        {
            level = Math.Max(0, level - 1);
        }
    }

    /// <summary>Whether a number of requests could be sent now without waiting.</summary>
    /// <param name="rate">The request rate.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    /// <param name="requests">The number of requests. Background requests specify more than one, to leave room for others.</param>
    public bool HasRoom(RequestRate rate, TimeSpan now, int requests = 1)
    {
        lock (gate)
        {
            if (!IsPaced(rate))
            {
                return true;
            }

            Leak(rate, now);
            return WaitAt(level + requests, rate) == TimeSpan.Zero;
        }
    }

    /// <summary>Records that the portal answered a request.</summary>
    /// <param name="showsOperatingTime">Whether the answer contains <c>time.operating</c>, as on cloud portals.</param>
    public void Answered(bool showsOperatingTime)
    {
        lock (gate)
        {
            isCloud |= showsOperatingTime;
            share = Math.Min(1, share * SpeedUp);
        }
    }

    /// <summary>Records that the portal refused a request because the bucket is full.</summary>
    public void Refused(RequestRate rate, TimeSpan now)
    {
        lock (gate)
        {
            // Other processes fill the bucket too. It is full now, and this process's share of the rate is smaller than assumed.
            refused = true;
            level = Math.Max(level, BucketOf(rate).Size);
            seenAt = now;
            share = Math.Max(MinShare, share * SlowDown);
        }
    }

    private static (double Size, double Leak) BucketOf(RequestRate rate) => rate == RequestRate.Enterprise ? (250, 5) : (50, 2);

    private void Leak(RequestRate rate, TimeSpan now)
    {
        level = Math.Max(0, level - (Math.Max(0, (now - seenAt).TotalSeconds) * BucketOf(rate).Leak * share));
        seenAt = now;
    }

    /// <summary>Keeps half a place free, because the local clock and the portal's clock aren't synchronized.</summary>
    private TimeSpan WaitAt(double filled, RequestRate rate)
    {
        (double size, double leak) = BucketOf(rate);
        return filled <= size - 0.5 ? TimeSpan.Zero : TimeSpan.FromSeconds((filled - size + 0.5) / (leak * share));
    }

    private bool IsPaced(RequestRate rate) => rate switch
    {
        RequestRate.Unlimited => false,
        RequestRate.Auto => isCloud || refused,
        _ => true,
    };
}
