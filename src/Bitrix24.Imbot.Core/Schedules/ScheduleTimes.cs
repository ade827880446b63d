namespace Bitrix24.Imbot.Core.Schedules;

/// <summary>Determines which times of a schedule are due. Each time is due once or missed, also across restarts.</summary>
/// <param name="next">Returns the first time after another one; null if there is none.</param>
/// <param name="last">The last processed time. Times after it are due.</param>
internal sealed class ScheduleTimes(Func<DateTimeOffset, DateTimeOffset?> next, DateTimeOffset last)
{
    /// <summary>Maximum delay of a time that is still due. Earlier times are missed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Maximum distance of the last time in the future. Otherwise a clock that was temporarily wrong would block the schedule.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromHours(2);

    /// <summary>Maximum number of missed times to count. After a year, a schedule of seconds would have millions.</summary>
    private const int MaxMissed = 1000;

    public DateTimeOffset Last { get; private set; } = last;

    /// <summary>The next time; null if there is none.</summary>
    public DateTimeOffset? Next => next(Last);

    /// <summary>Processes the times up to now.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="isClaimed">
    /// Returns whether an earlier process has processed a time, which is then neither due nor missed. Null if there was none.
    /// </param>
    public DueTimes Advance(DateTimeOffset now, Func<DateTimeOffset, bool>? isClaimed = null)
    {
        if (Last - now > MaxAhead)
        {
            Last = now;
        }

        List<DateTimeOffset> due = [];
        int missed = 0;
        DateTimeOffset? lastMissed = null;
        while (missed < MaxMissed && Next is { } time && time <= now)
        {
            Last = time;
            if (isClaimed?.Invoke(time) == true)
            {
                continue;
            }

            if (now - time > Tolerance)
            {
                missed++;
                lastMissed = time;
            }
            else
            {
                due.Add(time);
            }
        }

        if (missed == MaxMissed)
        {
            Last = now;
        }

        return new DueTimes(due, missed, lastMissed);
    }
}
