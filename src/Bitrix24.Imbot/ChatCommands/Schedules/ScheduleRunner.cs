using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Schedules;

namespace Bitrix24.Imbot.ChatCommands.Schedules;

/// <summary>Waits for the times of schedules, and begins their runs. Each run is on disk before its time counts as taken.</summary>
internal sealed class ScheduleRunner
{
    /// <summary>How long it waits at most until it looks at the clock, which people and time servers set.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan MinWait = TimeSpan.FromMilliseconds(50);

    private readonly ChatBot bot;
    private readonly ChatCalls calls;
    private readonly ScheduleStore store;
    private readonly (ChatSchedule Schedule, ScheduleTimes Times)[] schedules;

    /// <param name="bot">What all calls share.</param>
    /// <param name="calls">Takes the runs.</param>
    /// <param name="schedules">The schedules.</param>
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
        await KeepAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            await TakeAsync(cancellation).ConfigureAwait(false);
            TimeSpan wait = schedules.Select(schedule => schedule.Times.Next).Min() is { } next ? next - bot.Clock.UtcNow : MaxWait;
            await bot.Clock.DelayAsync(wait > MaxWait ? MaxWait : wait < MinWait ? MinWait : wait, cancellation).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(CancellationToken cancellation)
    {
        List<TakenEvent> begun = [];
        bool isChanged = false;
        foreach ((ChatSchedule schedule, ScheduleTimes times) in schedules)
        {
            DateTimeOffset before = times.Last;
            DueTimes taken = times.Advance(bot.Clock.UtcNow, time => calls.IsKnown(schedule.KeyAt(time)));
            isChanged |= times.Last != before;
            foreach (DateTimeOffset time in taken.Due)
            {
                TakenEvent run = calls.Find(schedule.Line, schedule.KeyAt(time), schedule.Function, schedule.Arguments, schedule.ToEvent());
                await new StorageTrouble(bot.Clock).RunAsync(() => run.Keep?.Invoke(), bot.Observer, cancellation).ConfigureAwait(false);
                begun.Add(run);
            }

            if (taken is { Missed: > 0, LastMissed: { } last })
            {
                calls.TellMissed(schedule.Line, schedule.KeyAt(last), schedule.ToEvent(), taken.Missed, schedule.TextOf(last));
            }
        }

        if (isChanged)
        {
            await KeepAsync(cancellation).ConfigureAwait(false);
        }

        foreach (TakenEvent run in begun)
        {
            run.Begin?.Invoke();
        }
    }

    private Task KeepAsync(CancellationToken cancellation) => new StorageTrouble(bot.Clock).RunAsync(
        () => store.Write(schedules.ToDictionary(schedule => schedule.Schedule.Key, schedule => schedule.Times.Last)), bot.Observer, cancellation);
}
