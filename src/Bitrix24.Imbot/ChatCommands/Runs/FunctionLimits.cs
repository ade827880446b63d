using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// Counts the runs of each person and function, for rules that limit them. A call holds its place from the moment at which it is allowed, so that several open
/// ones can't pass together, and leaves it again where nothing is run.
/// </summary>
internal sealed class FunctionLimits
{
    private readonly IClock clock;
    private readonly object gate = new();
    private readonly Dictionary<(long User, string Function), List<Use>> uses = [];

    /// <param name="clock">Time.</param>
    public FunctionLimits(IClock clock)
    {
        this.clock = clock;
    }

    /// <summary>Counts a call.</summary>
    /// <param name="userId">Who calls.</param>
    /// <param name="function">The function.</param>
    /// <param name="wait">How long until a call is possible again, where it isn't now.</param>
    /// <returns>Null where the limit is reached.</returns>
    public FunctionUse? TryUse(long userId, ChatFunction function, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (function.Rule.Limit is not { } limit)
        {
            return new FunctionUse(static () => { });
        }

        lock (gate)
        {
            (long, string) key = (userId, function.Name.ToUpperInvariant());
            if (!uses.TryGetValue(key, out List<Use>? recent))
            {
                uses[key] = recent = [];
            }

            TimeSpan now = clock.Elapsed;
            recent.RemoveAll(use => now - use.Begun >= limit.Within);
            if (recent.Count >= limit.Calls)
            {
                // The limit can have become smaller: then more of the runs must grow old.
                wait = recent[recent.Count - limit.Calls].Begun + limit.Within - now;
                return null;
            }

            Use begun = new(now);
            recent.Add(begun);
            return new FunctionUse(() => Remove(key, begun));
        }
    }

    private void Remove((long, string) key, Use use)
    {
        lock (gate)
        {
            if (uses.TryGetValue(key, out List<Use>? recent) && recent.Remove(use) && recent.Count == 0)
            {
                uses.Remove(key);
            }
        }
    }

    /// <summary>Compared by reference: two can begin at the same time.</summary>
    private sealed class Use(TimeSpan begun)
    {
        public TimeSpan Begun { get; } = begun;
    }
}
