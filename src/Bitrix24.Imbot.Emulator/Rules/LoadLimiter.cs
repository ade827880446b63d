using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Execution time per caller and method, in ten buckets of a minute, and the ban after it is used up (docs/portal/limits-and-batch.md, "Execution time").
/// Callers book the time, so that tests needn't be slow.
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

    /// <summary>Books seconds of execution for a method, for the webhook or for the OAuth application.</summary>
    public void Spend(string method, double seconds, bool oauth = false) => SpendByKey(Key(method, oauth), seconds);

    /// <summary>Forgets all time and all bans.</summary>
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

    /// <summary>Seconds in the buckets, and when the oldest of them leaves.</summary>
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

    /// <summary>True when the method must be refused. Reaching the limit starts the ban and empties the buckets.</summary>
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
