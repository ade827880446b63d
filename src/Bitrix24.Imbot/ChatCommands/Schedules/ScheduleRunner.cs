using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Schedules;

namespace Bitrix24.Imbot.ChatCommands.Schedules;

/// <summary>Starts scheduled runs. Each run is stored before its time counts as processed.</summary>
internal sealed class ScheduleRunner
{
    /// <summary>The maximum wait before the clock is read again, because the clock can be adjusted.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan MinWait = TimeSpan.FromMilliseconds(50);

    private readonly ChatBot bot;
    private readonly ChatCalls calls;
    private readonly ScheduleStore store;
    private readonly (ChatSchedule Schedule, ScheduleTimes Times)[] schedules;

    public ScheduleRunner(ChatBot bot, ChatCalls calls, IEnumerable<ChatSchedule> schedules)
    {
        this.bot = bot;
        this.calls = calls;
        store = new ScheduleStore(bot.Folder, bot.Observer.Warn);
        DateTimeOffset now = bot.Clock.UtcNow;
        this.schedules = [.. schedules.Select(schedule => (schedule, new ScheduleTimes(schedule.Next, store.LastOf(schedule.Key) ?? now)))];
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await SaveAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            await RunDueAsync(cancellation).ConfigureAwait(false);
            TimeSpan wait = schedules.Select(schedule => schedule.Times.Next).Min() is { } next ? next - bot.Clock.UtcNow : MaxWait;
            await bot.Clock.DelayAsync(wait > MaxWait ? MaxWait : wait < MinWait ? MinWait : wait, cancellation).ConfigureAwait(false);
        }
    }

    private async Task RunDueAsync(CancellationToken cancellation)
    {
        List<AcceptedEvent> begun = [];
        bool isChanged = false;
        foreach ((ChatSchedule schedule, ScheduleTimes times) in schedules)
        {
            DateTimeOffset before = times.Last;
            DueTimes taken = times.Advance(bot.Clock.UtcNow, time => calls.IsKnown(schedule.KeyAt(time)));
            isChanged |= times.Last != before;
            foreach (DateTimeOffset time in taken.Due)
            {
                AcceptedEvent run = calls.Find(schedule.Line, schedule.KeyAt(time), schedule.Function, schedule.Arguments, schedule.ToEvent());
                await new StorageTrouble(bot.Clock).RunAsync(() => run.Save?.Invoke(), bot.Observer, cancellation).ConfigureAwait(false);
                begun.Add(run);
            }

            if (taken is { Missed: > 0, LastMissed: { } last })
            {
                calls.Answers.ReportMissed(schedule.Line, schedule.KeyAt(last), schedule.ToEvent(), taken.Missed, schedule.TextOf(last));
            }
        }

        if (isChanged)
        {
            await SaveAsync(cancellation).ConfigureAwait(false);
        }

        foreach (AcceptedEvent run in begun)
        {
            run.Begin?.Invoke();
        }
    }

    private Task SaveAsync(CancellationToken cancellation) => new StorageTrouble(bot.Clock).RunAsync(
        () => store.Write(schedules.ToDictionary(schedule => schedule.Schedule.Key, schedule => schedule.Times.Last)), bot.Observer, cancellation);
}
