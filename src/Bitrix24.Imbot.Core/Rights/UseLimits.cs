using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>
/// Limits how often a person can do something within a time. An operation counts from the moment it is allowed, so that several can't pass at the
/// same time, and stops counting if nothing was done. Counts are lost when the process ends.
/// </summary>
internal sealed class UseLimits(IClock clock)
{
    private readonly object gate = new();
    private readonly Dictionary<(long User, string What), List<Begun>> uses = [];

    /// <summary>Counts a use.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="what">The operation; case is ignored.</param>
    /// <param name="max">Maximum number of uses.</param>
    /// <param name="within">The time after which a use stops counting.</param>
    /// <param name="wait">If the limit is reached, the time until the next use is possible.</param>
    /// <returns>Null if the limit is reached.</returns>
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
                // If the limit was reduced, several uses must expire first.
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

    /// <summary>Compared by reference, because two uses can begin at the same time.</summary>
    private sealed class Begun(TimeSpan time)
    {
        public TimeSpan Time { get; } = time;
    }
}
