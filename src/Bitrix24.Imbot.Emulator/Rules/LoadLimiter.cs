namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>
/// Limits the execution time per caller and method: the total of ten one-minute buckets, and a ban when it is used up
/// (docs/portal/limits-and-batch.md, "Execution time"). Callers specify the time, so tests don't have to be slow.
/// </summary>
public sealed class LoadLimiter(PortalClock clock, double limit)
{
    private const int BucketCount = 10;
    private static readonly TimeSpan Ban = TimeSpan.FromSeconds(300);

    private readonly Lock gate = new();
    private readonly List<(string Key, long Minute, double Seconds)> spent = [];
    private readonly Dictionary<string, DateTimeOffset> bannedUntil = [];

    private long Minute => clock.Now.ToUnixTimeSeconds() / 60;

    /// <summary>Adds seconds of execution for a method, for the webhook or the OAuth application.</summary>
    public void Spend(string method, double seconds, bool oauth = false)
    {
        lock (gate)
        {
            spent.Add((Key(method, oauth), Minute, seconds));
        }
    }

    internal static string Key(string method, bool oauth) => $"{(oauth ? "oauth" : "webhook")}:{method}";

    /// <summary>The total of the buckets, and when the oldest one expires.</summary>
    internal (double Seconds, DateTimeOffset? ResetAt) Operating(string key)
    {
        lock (gate)
        {
            spent.RemoveAll(part => part.Minute <= Minute - BucketCount);
            (string Key, long Minute, double Seconds)[] parts = [.. spent.Where(part => part.Key == key)];
            return parts.Length == 0
                ? (0, null)
                : (parts.Sum(part => part.Seconds), DateTimeOffset.FromUnixTimeSeconds((parts.Min(part => part.Minute) + BucketCount) * 60));
        }
    }

    /// <summary>True if the method must be refused. When the limit is reached, the ban starts and the buckets are emptied.</summary>
    internal bool IsRefused(string key)
    {
        lock (gate)
        {
            if (bannedUntil.TryGetValue(key, out DateTimeOffset until) && clock.Now < until)
            {
                return true;
            }

            if (Operating(key).Seconds < limit)
            {
                return false;
            }

            bannedUntil[key] = clock.Now + Ban;
            spent.RemoveAll(part => part.Key == key);
            return true;
        }
    }
}
