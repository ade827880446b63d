using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>How much one person may ask of a bot: so many commands in a minute, so many open at a time, and what each is told only once in a while.</summary>
internal sealed class CallerLimits
{
    /// <summary>Commands of one person in a minute.</summary>
    public const int CallsInMinute = 60;

    /// <summary>Calls of one person that are open.</summary>
    public const int OpenOfOne = 10;

    /// <summary>Questions to one person that wait for an answer.</summary>
    public const int WaitingOfOne = 5;

    /// <summary>Questions that wait for an answer, of all people.</summary>
    public const int Waiting = 200;

    /// <summary>In which commands are counted.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IClock clock;
    private readonly object gate = new();
    private readonly Dictionary<long, Queue<TimeSpan>> calls = [];
    private readonly Dictionary<long, int> open = [];
    private readonly Dictionary<long, int> waiting = [];
    private readonly Dictionary<(long User, string What), TimeSpan> told = [];

    public CallerLimits(IClock clock)
    {
        this.clock = clock;
    }

    /// <summary>Counts a command.</summary>
    /// <returns>False where the person sends too many.</returns>
    public bool TryCall(long userId)
    {
        lock (gate)
        {
            if (!calls.TryGetValue(userId, out Queue<TimeSpan>? recent))
            {
                calls[userId] = recent = new Queue<TimeSpan>();
            }

            while (recent.Count > 0 && clock.Elapsed - recent.Peek() >= Minute)
            {
                recent.Dequeue();
            }

            if (recent.Count >= CallsInMinute)
            {
                return false;
            }

            recent.Enqueue(clock.Elapsed);
            return true;
        }
    }

    /// <summary>Opens a call.</summary>
    /// <returns>Null where too many are open.</returns>
    public IDisposable? TryOpen(long userId) => TryEnter(open, userId, OpenOfOne, int.MaxValue);

    /// <summary>Begins to wait for an answer.</summary>
    /// <returns>Null where too many wait already.</returns>
    public IDisposable? TryWait(long userId) => TryEnter(waiting, userId, WaitingOfOne, Waiting);

    /// <summary>Whether a person is to be told something now, or was told it a moment ago.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="what">What it is about.</param>
    /// <param name="silence">How long somebody who was told it isn't told it again.</param>
    public bool MayTell(long userId, string what, TimeSpan silence)
    {
        lock (gate)
        {
            if (told.TryGetValue((userId, what), out TimeSpan last) && clock.Elapsed - last < silence)
            {
                return false;
            }

            told[(userId, what)] = clock.Elapsed;
            return true;
        }
    }

    private Entry? TryEnter(Dictionary<long, int> counts, long userId, int maxOfOne, int max)
    {
        lock (gate)
        {
            counts.TryGetValue(userId, out int count);
            if (count >= maxOfOne || counts.Values.Sum() >= max)
            {
                return null;
            }

            counts[userId] = count + 1;
            return new Entry(this, counts, userId);
        }
    }

    private sealed class Entry(CallerLimits limits, Dictionary<long, int> counts, long userId) : IDisposable
    {
        private bool isLeft;

        public void Dispose()
        {
            lock (limits.gate)
            {
                if (isLeft)
                {
                    return;
                }

                isLeft = true;
                if (--counts[userId] == 0)
                {
                    counts.Remove(userId);
                }
            }
        }
    }
}
