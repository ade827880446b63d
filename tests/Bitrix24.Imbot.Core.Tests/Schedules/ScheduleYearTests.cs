using Bitrix24.Imbot.Core.Schedules;
using Bitrix24.Imbot.Core.Tests.Files;
using Bitrix24.Imbot.Cron;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Schedules;

/// <summary>
/// A year of schedules on an injected clock, with restarts at random moments. The expected times come from a loop over the minutes of
/// the year, as a wall clock shows them, and not from the library that finds the times.
/// </summary>
public sealed class ScheduleYearTests
{
    private const int Seed = 20261130;
    private const int Restarts = 40;

    private static readonly DateTimeOffset Begin = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Begin.AddYears(1);

    private static readonly (string Cron, Func<DateTime, bool> Matches)[] Expressions =
    [
        ("30 2 * * *", time => time is { Hour: 2, Minute: 30 }),
        ("15 2 * * *", time => time is { Hour: 2, Minute: 15 }),
        ("45 1 * * *", time => time is { Hour: 1, Minute: 45 }),
        ("0 3 * * *", time => time is { Hour: 3, Minute: 0 }),
        ("30 1,2 * * 0", time => time is { Hour: 1 or 2, Minute: 30, DayOfWeek: DayOfWeek.Sunday }),
        ("0 8 * * 1-5", time => time is { Hour: 8, Minute: 0, DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) }),
        ("20 * * * *", time => time.Minute == 20),
        ("*/10 * * * *", time => time.Minute % 10 == 0),
        ("0 0 31 * *", time => time is { Day: 31, Hour: 0, Minute: 0 }),
        ("0 12 29 2 *", _ => false),
    ];

    [Theory]
    [InlineData("Europe/Berlin", 60)]
    [InlineData("America/New_York", 60)]
    [InlineData("Australia/Lord_Howe", 30)]
    public void EachTimeIsDueOrMissedExactlyOnceOverAYearWithBothClockChangesAndRestarts(string zoneId, int shiftInMinutes)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        List<DateTimeOffset>[] expected = WalkYear(zone, out List<int> jumps);
        Assert.Equal([-shiftInMinutes, shiftInMinutes], jumps.Order());
        using TemporaryFolder folder = new();
        Random random = new(Seed);
        List<DateTimeOffset>[] due = [.. Expressions.Select(_ => new List<DateTimeOffset>())];
        List<DateTimeOffset>[] missed = [.. Expressions.Select(_ => new List<DateTimeOffset>())];
        DateTimeOffset now = Begin;
        DateTimeOffset[] restarts = [.. Enumerable.Range(0, Restarts).Select(_ => Begin + random.NextDouble() * (End - Begin)).Append(End.AddDays(9)).Order()];
        ScheduleTimes[] schedules = Start(zone, folder.Path, now);
        foreach (DateTimeOffset restart in restarts)
        {
            // The process runs until the restart and wakes at each time, a little late.
            while (schedules.Min(schedule => schedule.Next) is { } next && next < restart && next < End)
            {
                now = next.AddSeconds(random.NextDouble() * 50);
                Take();
            }

            if (now >= restart || restart > End)
            {
                continue;
            }

            // The process is stopped for a moment, or for up to three days.
            Keep();
            now = restart + TimeSpan.FromSeconds(Math.Pow(random.NextDouble(), 4) * 3 * 24 * 3600);
            schedules = Start(zone, folder.Path, now);
            Take();
        }

        for (int place = 0; place < Expressions.Length; place++)
        {
            DateTimeOffset[] taken = [.. due[place].Concat(missed[place]).Order()];
            DateTimeOffset[] year = [.. taken.Where(time => time < End)];
            Assert.True(expected[place].SequenceEqual(year), $"{Expressions[place].Cron}: {Difference(expected[place], year)}");
            Assert.Equal(taken.Length, taken.Distinct().Count());
        }

        Assert.Contains(missed, times => times.Count > 0);

        void Take()
        {
            for (int place = 0; place < schedules.Length; place++)
            {
                DateTimeOffset last = schedules[place].Last;
                DueTimes taken = schedules[place].Advance(now);
                due[place].AddRange(taken.Due);
                Assert.All(taken.Due, time => Assert.InRange(now - time, TimeSpan.Zero, ScheduleTimes.Tolerance));

                if (taken.LastMissed is not { } lastMissed)
                {
                    Assert.Equal(0, taken.Missed);
                    continue;
                }

                // The schedule reports only the number of missed times and the last one. The loop over the minutes knows all of them.
                DateTimeOffset[] older = [.. expected[place].Where(time => time > last && time <= lastMissed)];
                Assert.Equal(older.Length, taken.Missed);
                Assert.All(older, time => Assert.True(now - time > ScheduleTimes.Tolerance));
                missed[place].AddRange(older);
            }
        }

        void Keep() => new ScheduleStore(folder.Path, Assert.Fail).Write(
            Expressions.Zip(schedules).ToDictionary(pair => pair.First.Cron, pair => pair.Second.Last, StringComparer.Ordinal));
    }

    [Fact]
    public void ARunThatAKilledProcessRecordedIsNeitherDueAgainNorMissed()
    {
        HashSet<DateTimeOffset> runs = [];
        ScheduleTimes killed = new(after => CronText.Next("0 * * * *", after, TimeZoneInfo.Utc), Begin);
        runs.UnionWith(killed.Advance(Begin.AddHours(1)).Due);
        Assert.Equal([Begin.AddHours(1)], runs);

        // The process was killed before it stored that this time was processed.
        ScheduleTimes later = new(after => CronText.Next("0 * * * *", after, TimeZoneInfo.Utc), Begin);
        DueTimes taken = later.Advance(Begin.AddHours(3), runs.Contains);
        Assert.Equal([Begin.AddHours(3)], taken.Due);
        Assert.Equal(1, taken.Missed);
        Assert.Equal(Begin.AddHours(2), taken.LastMissed);
    }

    [Fact]
    public void AfterALongPauseNoTimeIsDueAndTheScheduleContinuesFromNow()
    {
        ScheduleTimes schedule = new(after => CronText.Next("* * * * * *", after, TimeZoneInfo.Utc), Begin);
        DueTimes taken = schedule.Advance(End);
        Assert.Empty(taken.Due);
        Assert.Equal(1000, taken.Missed);
        Assert.Equal(End, schedule.Last);
    }

    private static ScheduleTimes[] Start(TimeZoneInfo zone, string folder, DateTimeOffset now)
    {
        ScheduleStore store = new(folder, Assert.Fail);
        return [.. Expressions.Select(row => new ScheduleTimes(after => CronText.Next(row.Cron, after, zone), store.LastOf(row.Cron) ?? now.AddSeconds(-1)))];
    }

    /// <summary>All times of the expressions: those that a wall clock shows for the first time or skips when it is set forward.</summary>
    private static List<DateTimeOffset>[] WalkYear(TimeZoneInfo zone, out List<int> jumps)
    {
        List<DateTimeOffset>[] times = [.. Expressions.Select(_ => new List<DateTimeOffset>())];
        jumps = [];
        DateTime last = Local(Begin.AddMinutes(-1));
        DateTime latest = last;
        for (DateTimeOffset minute = Begin; minute < End; minute = minute.AddMinutes(1))
        {
            DateTime shown = Local(minute);
            int jump = (int)(shown - last).TotalMinutes - 1;
            if (jump != 0)
            {
                jumps.Add(jump);
            }

            for (int place = 0; shown > latest && place < times.Length; place++)
            {
                // All minutes after the latest one. There are several if the clock was set forward.
                for (DateTime passed = latest.AddMinutes(1); passed <= shown; passed = passed.AddMinutes(1))
                {
                    if (Expressions[place].Matches(passed))
                    {
                        times[place].Add(minute);
                        break;
                    }
                }
            }

            last = shown;
            latest = shown > latest ? shown : latest;
        }

        return times;

        DateTime Local(DateTimeOffset time) => TimeZoneInfo.ConvertTimeFromUtc(time.UtcDateTime, zone);
    }

    private static string Difference(IEnumerable<DateTimeOffset> expected, IEnumerable<DateTimeOffset> actual) =>
        $"missing {string.Join(", ", expected.Except(actual).Take(5))}; too many {string.Join(", ", actual.Except(expected).Take(5))}";
}
