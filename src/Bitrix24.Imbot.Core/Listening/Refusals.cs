using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// Counts refused requests by reason and reports them in summary, so that a flood of requests doesn't cause a flood of output. Some problems must be
/// fixed by a person: a token that doesn't match, a full disk, or a lost event of the portal. These are warnings, at most one for each reason in ten
/// minutes.
/// </summary>
internal sealed class Refusals(IClock clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);
    private static readonly int[] WorthWarning = [403, 413, 415, 429, 503];

    private readonly object gate = new();
    private readonly Dictionary<(int Status, string Reason, bool IsFromPortal), (int Count, string Last)> news = [];
    private readonly Dictionary<(int Status, string Reason, bool IsFromPortal), TimeSpan> warnedAt = [];
    private int repeated;

    public void Add(HttpRefusal refusal)
    {
        lock (gate)
        {
            (int Status, string Reason, bool IsFromPortal) key = (refusal.Status, refusal.Reason, refusal.IsFromPortal);
            news[key] = (news.TryGetValue(key, out (int Count, string Last) known) ? known.Count + 1 : 1, refusal.Message);
        }
    }

    /// <summary>Counts a repeated event that was skipped.</summary>
    public void AddRepeated() => Interlocked.Increment(ref repeated);

    /// <summary>Reports the requests since the last report.</summary>
    public void ReportTo(ICallObserver? observer)
    {
        if (observer is null)
        {
            return;
        }

        int again = Interlocked.Exchange(ref repeated, 0);
        if (again > 0)
        {
            observer.Report($"Skipped {again} repeated events.");
        }

        KeyValuePair<(int Status, string Reason, bool IsFromPortal), (int Count, string Last)>[] reported;
        lock (gate)
        {
            reported = [.. news];
            news.Clear();
        }

        foreach (KeyValuePair<(int Status, string Reason, bool IsFromPortal), (int Count, string Last)> refused in reported)
        {
            int count = refused.Value.Count;
            string line = $"Refused {count} request{(count == 1 ? string.Empty : "s")} ({refused.Key.Status}): {refused.Value.Last.TrimEnd('.')}.";
            if (refused.Key.IsFromPortal)
            {
                line += " The application token was correct: the portal sent this request and doesn't repeat it.";
            }

            if ((refused.Key.IsFromPortal || WorthWarning.Contains(refused.Key.Status)) && IsWarningDue(refused.Key))
            {
                observer.Warn(line);
            }
            else
            {
                observer.Report(line);
            }
        }
    }

    private bool IsWarningDue((int Status, string Reason, bool IsFromPortal) key)
    {
        TimeSpan now = clock.Elapsed;
        if (warnedAt.TryGetValue(key, out TimeSpan last) && now - last < Quiet)
        {
            return false;
        }

        warnedAt[key] = now;
        return true;
    }
}
