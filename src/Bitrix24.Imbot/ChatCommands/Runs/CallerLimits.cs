using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Rights;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The limits of each person: commands per minute, open calls, waiting questions, and repeated notices.</summary>
internal sealed class CallerLimits(IClock clock)
{
    public const int MaxCallsPerMinute = 60;

    /// <summary>The maximum number of open calls of one person.</summary>
    public const int MaxOpen = 10;

    /// <summary>The maximum number of open questions to one person.</summary>
    public const int MaxWaiting = 5;

    /// <summary>The maximum number of open questions to all people.</summary>
    public const int MaxWaitingOfAll = 200;

    /// <summary>The time window of <see cref="MaxCallsPerMinute"/>.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly object gate = new();
    private readonly Dictionary<long, int> open = [];
    private readonly Dictionary<long, int> waiting = [];
    private readonly Dictionary<(long User, string What), TimeSpan> notified = [];

    /// <summary>The runs of functions that have a limit in their rules.</summary>
    public UseLimits Uses { get; } = new(clock);

    /// <returns>False if the person sends too many commands.</returns>
    public bool TryCall(long userId) => Uses.TryUse(userId, string.Empty, MaxCallsPerMinute, Minute, out _) is not null;

    /// <returns>Null if too many calls are open.</returns>
    public IDisposable? TryOpen(long userId) => TryEnter(open, userId, MaxOpen, int.MaxValue);

    /// <returns>Null if too many questions are open.</returns>
    public IDisposable? TryWait(long userId) => TryEnter(waiting, userId, MaxWaiting, MaxWaitingOfAll);

    /// <summary>Whether a notice may be sent to a person now. It is not repeated during the silence.</summary>
    public bool MayNotify(long userId, string what, TimeSpan silence)
    {
        lock (gate)
        {
            if (notified.TryGetValue((userId, what), out TimeSpan last) && clock.Elapsed - last < silence)
            {
                return false;
            }

            notified[(userId, what)] = clock.Elapsed;
            return true;
        }
    }

    private LimitedUse? TryEnter(Dictionary<long, int> counts, long userId, int maxPerUser, int max)
    {
        lock (gate)
        {
            counts.TryGetValue(userId, out int count);
            if (count >= maxPerUser || counts.Values.Sum() >= max)
            {
                return null;
            }

            counts[userId] = count + 1;
            return new LimitedUse(() => Leave(counts, userId));
        }
    }

    private void Leave(Dictionary<long, int> counts, long userId)
    {
        lock (gate)
        {
            if (--counts[userId] == 0)
            {
                counts.Remove(userId);
            }
        }
    }
}
