namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Limits the execution time per caller and method: the total of ten one-minute buckets, and a ban when it is used up
/// (docs/portal/limits-and-batch.md, "Execution time"). Callers specify the time, so tests don't have to be slow.
/// </summary>
public sealed class LoadLimiter
{
    private const int BucketCount = 10;
    private static readonly TimeSpan Ban = TimeSpan.FromSeconds(300);

    private readonly PortalClock clock;
    private readonly double limit;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedDictionary<long, double>> buckets = [];
    private readonly Dictionary<string, DateTimeOffset> bannedUntil = [];

    internal LoadLimiter(PortalClock clock, double limit)
    {
        this.clock = clock;
        this.limit = limit;
    }

    /// <summary>Adds seconds of execution for a method, for the webhook or the OAuth application.</summary>
    public void Spend(string method, double seconds, bool oauth = false) => SpendByKey(Key(method, oauth), seconds);

    /// <summary>Removes all recorded time and all bans.</summary>
    public void Clear()
    {
        lock (gate)
        {
            buckets.Clear();
            bannedUntil.Clear();
        }
    }

    internal static string Key(string method, bool oauth) => $"{(oauth ? "oauth" : "webhook")}:{method}";

    internal void SpendByKey(string key, double seconds)
    {
        if (seconds <= 0)
        {
            return;
        }

        lock (gate)
        {
            if (!buckets.TryGetValue(key, out SortedDictionary<long, double>? minutes))
            {
                buckets[key] = minutes = [];
            }

            long minute = clock.Now.ToUnixTimeSeconds() / 60;
            minutes[minute] = minutes.GetValueOrDefault(minute) + seconds;
        }
    }

    /// <summary>The total of the buckets, and when the oldest one expires.</summary>
    internal (double Seconds, DateTimeOffset? ResetAt) Operating(string key)
    {
        lock (gate)
        {
            if (!buckets.TryGetValue(key, out SortedDictionary<long, double>? minutes))
            {
                return (0, null);
            }

            long oldest = (clock.Now.ToUnixTimeSeconds() / 60) - BucketCount + 1;
            foreach (long minute in minutes.Keys.Where(minute => minute < oldest).ToArray())
            {
                minutes.Remove(minute);
            }

            return minutes.Count == 0
                ? (0, null)
                : (minutes.Values.Sum(), DateTimeOffset.FromUnixTimeSeconds((minutes.Keys.First() + BucketCount) * 60));
        }
    }

    /// <summary>True if the method must be refused. When the limit is reached, the ban starts and the buckets are emptied.</summary>
    internal bool IsRefused(string key)
    {
        lock (gate)
        {
            if (bannedUntil.TryGetValue(key, out DateTimeOffset until))
            {
                if (clock.Now < until)
                {
                    return true;
                }

                bannedUntil.Remove(key);
            }

            if (Operating(key).Seconds < limit)
            {
                return false;
            }

            bannedUntil[key] = clock.Now + Ban;
            buckets.Remove(key);
            return true;
        }
    }
}
