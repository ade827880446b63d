using System.Collections.Concurrent;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The open calls of a bot. Finds the call that an event belongs to.</summary>
internal sealed class ChatCalls : IDisposable
{
    private readonly ChatBot bot;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<int, ChatCall> calls = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly CallTasks tasks;
    private readonly CallStore store;
    private readonly LatePress latePress;
    private readonly CancellationTokenRegistration registration;
    private int lastId;

    public ChatCalls(ChatBot bot)
    {
        this.bot = bot;
        tasks = new CallTasks(bot.Observer);
        Answers = new LineAnswers(bot, tasks, stopping.Token);
        store = new CallStore(bot.Folder);
        latePress = new LatePress(bot.Sender, bot.BotId);
        registration = bot.RunLimits.Ending.Register(EndWaiting);
    }

    /// <summary>Answers commands that don't run a function.</summary>
    public LineAnswers Answers { get; }

    /// <summary>Whether there are open calls that haven't started to run and wait for answers. Approvals can take days and are left for the next start.</summary>
    public bool HasUnrun => calls.Values.Any(call => call.Stage == PendingStage.Open && call.State != CallState.Approving);

    public bool IsAnswer(PortalEvent item) => calls.Values.Any(call => call.Cards.Answers.FindFor(item, out _) is not null);

    /// <summary>Resumes the calls of an earlier process.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Resume()
    {
        foreach (PendingCall call in store.ReadAll(bot.Clock.UtcNow, bot.Observer.Warn).OrderByDescending(call => call.WaitsForText))
        {
            known.UnionWith(call.EventKeys);
            lastId = Math.Max(lastId, call.Id);
            if (call is not { Stage: PendingStage.Ended, Cards.Count: 0 })
            {
                Begin(new CallJournal(store, bot.Observer, bot.Clock, call, isResumed: true));
            }
        }
    }

    /// <summary>Whether an earlier process accepted a call with this key.</summary>
    public bool IsKnown(string key) => known.Contains(key);

    public AcceptedEvent Find(PortalEvent item, ChatLine line) => WasAccepted(item) ? AcceptedEvent.Duplicate
        : !bot.Limits.TryCall(item.UserId ?? 0) ? new AcceptedEvent(null, () => Answers.RefuseTooFast(item, line))
        : line.Shape != ChatLineShape.Single ? new AcceptedEvent(null, () => Answers.RefuseShape(item, line))
        : bot.Functions.Find(line.Name) is not { } function ? new AcceptedEvent(null, () => Answers.RunReserved(item, line, [.. calls.Values]))
        : Accept(NewCall(PendingCall.KeyOf(item), function, line.Line, item));

    public AcceptedEvent Find(string schedule, string key, string function, string line, PortalEvent item) =>
        bot.Functions.Find(function) is { } found ? Accept(NewCall(key, found, line, item) with { Schedule = schedule }) : AcceptedEvent.Duplicate;

    /// <summary>Accepts an event that answers a card; returns null for other events.</summary>
    public AcceptedEvent? FindAnswer(PortalEvent item, Action again)
    {
        if (WasAccepted(item))
        {
            return AcceptedEvent.Duplicate;
        }

        bool isOfCards = PendingCard.Command.IsCalledBy(item);
        foreach (ChatCall call in calls.Values.OrderBy(call => call.Id))
        {
            if (call.Cards.Answers.FindFor(item, out bool isEarly) is not { } card)
            {
                continue;
            }

            if (isEarly)
            {
                call.Cards.Answers.Defer(again);
                return AcceptedEvent.Deferred;
            }

            return isOfCards && !ButtonCommand.IsPressed(item) ? AcceptedEvent.Duplicate : new AcceptedEvent(() => call.Journal.AddAnswer(new PendingAnswer(card.Step, item)), call.Journal.Signal);
        }

        return !isOfCards ? null
            : ButtonCommand.IsPressed(item) && !calls.Values.Any(call => call.Cards.Answers.Has(ButtonCommand.KeyIn(item))) ? new AcceptedEvent(null, () => tasks.Run(() => latePress.AnswerAsync(item, bot.Observer, stopping.Token)))
            : AcceptedEvent.Duplicate;
    }

    /// <summary>Completes when no open call can continue without further events. Calls that wait for approval stay open for the next start.</summary>
    public Task WhenIdleAsync()
    {
        foreach (ChatCall call in calls.Values.Where(call => call.State == CallState.Approving))
        {
            call.EndWithBot();
        }

        return tasks.WhenIdleAsync();
    }

    /// <summary>Stops all calls, because the pipeline is being stopped.</summary>
    public void Stop()
    {
        stopping.Cancel();
        tasks.WaitForStop();
    }

    public void Dispose()
    {
        registration.Dispose();
        stopping.Cancel();
    }

    /// <summary>Whether an earlier process accepted an event. The key is computed only if there are such events.</summary>
    private bool WasAccepted(PortalEvent item) => known.Count > 0 && known.Contains(PendingCall.KeyOf(item));

    private AcceptedEvent Accept(PendingCall call) => new(() => store.Write(call), () => Begin(new CallJournal(store, bot.Observer, bot.Clock, call, isResumed: false)));

    private PendingCall NewCall(string key, ChatFunction function, string line, PortalEvent item) => new()
    {
        Key = key,
        Id = Interlocked.Increment(ref lastId),
        Function = function.Name,
        Line = line,
        Fingerprint = function.Fingerprint,
        Event = item,
        Since = bot.Clock.UtcNow,
    };

    private void Begin(CallJournal journal)
    {
        if (bot.RunLimits.Ending.IsCancellationRequested)
        {
            // The call is stored. The next start continues with it.
            return;
        }

        if (bot.Functions.Find(journal.Call.Function) is not { } function)
        {
            tasks.Run(() => CallEnding.EndLostAsync(bot, journal, stopping.Token));
            return;
        }

        // Added before this method returns, so that answers find the call.
        ChatCall call = new(bot, function, journal, stopping.Token);
        calls[call.Id] = call;
        tasks.Run(() => RunAsync(call));
    }

    private async Task RunAsync(ChatCall call)
    {
        try
        {
            await call.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            calls.TryRemove(call.Id, out _);
            call.Dispose();
        }
    }

    /// <summary>Ends the calls because the bot is stopping. Running functions get a grace period. Calls that wait for a person stay open for the next start.</summary>
    private void EndWaiting()
    {
        // Limits the time for sending the last messages, because the process must end soon.
        stopping.CancelAfter(bot.RunLimits.Grace + HandlerWatch.StopTime);
        foreach (ChatCall call in calls.Values.Where(call => call.State != CallState.Running))
        {
            call.EndWithBot();
        }
    }
}
