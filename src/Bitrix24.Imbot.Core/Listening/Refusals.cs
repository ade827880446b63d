using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Counts what was refused, and tells it when somebody listens: a flood of requests must not become a flood of lines. What a person has to mend - a token that
/// does not fit, another bot's events, a full disk - is a warning, once for each status in ten minutes.
/// </summary>
internal sealed class Refusals
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);
    private static readonly int[] WorthWarning = [403, 429, 503];

    private readonly IClock clock;
    private readonly object gate = new();
    private readonly Dictionary<int, (int Count, string Last)> news = [];
    private readonly Dictionary<int, TimeSpan> warnedAt = [];
    private int repeated;

    public Refusals(IClock clock)
    {
        this.clock = clock;
    }

    /// <summary>A request was refused.</summary>
    public void Add(HttpRefusal refusal)
    {
        lock (gate)
        {
            news[refusal.Status] = (news.TryGetValue(refusal.Status, out (int Count, string Last) known) ? known.Count + 1 : 1, refusal.Message);
        }
    }

    /// <summary>An event came again and was passed over.</summary>
    public void AddRepeated() => Interlocked.Increment(ref repeated);

    /// <summary>Tells what is new.</summary>
    public void TellTo(ICallObserver? observer)
    {
        if (observer is null)
        {
            return;
        }

        int again = Interlocked.Exchange(ref repeated, 0);
        if (again > 0)
        {
            observer.Tell($"{again} events came again and were passed over.");
        }

        KeyValuePair<int, (int Count, string Last)>[] told;
        lock (gate)
        {
            told = [.. news];
            news.Clear();
        }

        foreach (KeyValuePair<int, (int Count, string Last)> refused in told)
        {
            string line = $"{refused.Value.Count} requests were refused with status {refused.Key}: {refused.Value.Last}";
            if (WorthWarning.Contains(refused.Key) && IsWarningDue(refused.Key))
            {
                observer.Warn(line);
            }
            else
            {
                observer.Tell(line);
            }
        }
    }

    private bool IsWarningDue(int status)
    {
        TimeSpan now = clock.Elapsed;
        if (warnedAt.TryGetValue(status, out TimeSpan last) && now - last < Quiet)
        {
            return false;
        }

        warnedAt[status] = now;
        return true;
    }
}
