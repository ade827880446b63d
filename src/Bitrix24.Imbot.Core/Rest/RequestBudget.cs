using System.Collections.Concurrent;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>
/// The portal's leaky bucket (docs/portal/limits-and-batch.md, "Request rate") as this process sees it, one for each portal and shared by all sessions: it delays a request before the
/// portal would refuse it. Other processes pour into the same bucket unseen; when the portal refuses all the same, this one slows down,
/// and recovers while it is not refused.
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

    /// <summary>Takes a place for one request.</summary>
    /// <param name="rate">How fast requests may follow each other.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    /// <returns>How long to wait before it is sent.</returns>
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

    /// <summary>Gives a place back whose request was never sent. Otherwise requests that are given up would hold up those that aren't.</summary>
    public void Release()
    {
        lock (gate)
        {
            level = Math.Max(0, level - 1);
        }
    }

    /// <summary>Whether so many requests that are sent now would not have to wait.</summary>
    /// <param name="rate">How fast requests may follow each other.</param>
    /// <param name="now"><see cref="IClock.Elapsed"/>.</param>
    /// <param name="requests">How many; those that can wait themselves ask for more than one, and so leave room for the others.</param>
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

    /// <summary>The portal answered a request.</summary>
    /// <param name="showsOperatingTime">Whether the answer carried <c>time.operating</c>, as those of cloud portals do.</param>
    public void Answered(bool showsOperatingTime)
    {
        lock (gate)
        {
            isCloud |= showsOperatingTime;
            share = Math.Min(1, share * SpeedUp);
        }
    }

    /// <summary>The portal refused a request because the bucket was full.</summary>
    public void Refused(RequestRate rate, TimeSpan now)
    {
        lock (gate)
        {
            // Others fill the bucket, too: it is full now, and our part of what leaks out is smaller than we thought.
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

    /// <summary>Half a place stays free: our clock and the portal's do not tick together.</summary>
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
