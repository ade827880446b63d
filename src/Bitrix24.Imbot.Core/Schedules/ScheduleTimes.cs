namespace Bitrix24.Imbot.Core.Schedules;

/// <summary>Decides which times of a schedule are due. Each time is due once, or missed; after a restart that goes on where it was.</summary>
internal sealed class ScheduleTimes
{
    /// <summary>How late a time may be that is still due. What is older was missed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>How far ahead of now the last time can be. A clock that was ahead for a while would otherwise silence the schedule.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromHours(2);

    /// <summary>Missed times that are counted. After a year a schedule of seconds would have millions.</summary>
    private const int MaxMissed = 1000;

    private readonly Func<DateTimeOffset, DateTimeOffset?> next;

    /// <param name="next">The first time after another one; null where there is none.</param>
    /// <param name="last">The last time that was taken. Times after it are due.</param>
    public ScheduleTimes(Func<DateTimeOffset, DateTimeOffset?> next, DateTimeOffset last)
    {
        this.next = next;
        Last = last;
    }

    /// <summary>The last time that was taken.</summary>
    public DateTimeOffset Last { get; private set; }

    /// <summary>The time that comes next; null where none does.</summary>
    public DateTimeOffset? Next => next(Last);

    /// <summary>Takes the times until now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isClaimed">Whether an earlier process has taken a time. It is neither due nor missed then. Null where there was none.</param>
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
