using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>
/// Counts how often each person does something, for what may be done only so often in a time. What has begun holds its place from the moment at which it is allowed,
/// so that several can't pass together, and leaves it again where nothing was done. Counts end with the process.
/// </summary>
internal sealed class UseLimits
{
    private readonly IClock clock;
    private readonly object gate = new();
    private readonly Dictionary<(long User, string What), List<Begun>> uses = [];

    /// <param name="clock">Time.</param>
    public UseLimits(IClock clock)
    {
        this.clock = clock;
    }

    /// <summary>Counts a use.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="what">What; letter case doesn't count.</param>
    /// <param name="max">How often.</param>
    /// <param name="within">In which time, which moves: a use stops counting when it is this old.</param>
    /// <param name="wait">How long until a use is possible again, where it isn't now.</param>
    /// <returns>Null where the limit is reached.</returns>
    public LimitedUse? TryUse(long userId, string what, int max, TimeSpan within, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        lock (gate)
        {
            (long, string) key = (userId, what.ToUpperInvariant());
            if (!uses.TryGetValue(key, out List<Begun>? recent))
            {
                uses[key] = recent = [];
            }

            TimeSpan now = clock.Elapsed;
            recent.RemoveAll(use => now - use.Time >= within);
            if (recent.Count >= max)
            {
                // The limit can have become smaller: then more of them must grow old.
                wait = recent[recent.Count - max].Time + within - now;
                return null;
            }

            Begun begun = new(now);
            recent.Add(begun);
            return new LimitedUse(() => Remove(key, begun));
        }
    }

    private void Remove((long, string) key, Begun use)
    {
        lock (gate)
        {
            if (uses.TryGetValue(key, out List<Begun>? recent) && recent.Remove(use) && recent.Count == 0)
            {
                uses.Remove(key);
            }
        }
    }

    /// <summary>Compared by reference: two can begin at the same time.</summary>
    private sealed class Begun(TimeSpan time)
    {
        public TimeSpan Time { get; } = time;
    }
}
