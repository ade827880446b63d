using System.Collections.Concurrent;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Replies;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The calls of a bot that are open, and its own commands about them.</summary>
internal sealed class ChatCalls : IDisposable
{
    /// <summary>Messages that were told that they have several commands; each of them raises an event.</summary>
    private const int MaxTold = 1000;

    private readonly ChatBot bot;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<int, ChatCall> calls = new();
    private readonly ConcurrentDictionary<Task, bool> tasks = new();
    private readonly HashSet<long> toldMessages = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly CallStore store;
    private readonly LatePress latePress;
    private readonly CancellationTokenRegistration registration;
    private int lastId;

    public ChatCalls(ChatBot bot)
    {
        this.bot = bot;
        store = new CallStore(bot.Folder);
        latePress = new LatePress(bot.Sender, bot.BotId);
        registration = bot.RunLimits.Ending.Register(EndWaiting);
    }

    /// <summary>Whether a call is open that does not run yet, and needs the events that answer it. Approvals, which can take days, are left for the next start.</summary>
    public bool HasUnrun => calls.Values.Any(call => call.Stage == PendingStage.Open && call.State != CallState.Approving);

    /// <summary>Whether a message is the answer to a question of a call.</summary>
    public bool IsAnswer(PortalEvent item) => calls.Values.Any(call => call.Cards.FindFor(item, out _) is not null);

    /// <summary>Goes on with the calls that an earlier process left.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Resume()
    {
        foreach (PendingCall call in store.ReadAll(bot.Clock.UtcNow, bot.Observer.Warn).OrderByDescending(call => call.WaitsForText))
        {
            known.UnionWith(call.EventKeys);
            lastId = Math.Max(lastId, call.Id);
            if (call is not { Stage: PendingStage.Ended, Cards.Count: 0 })
            {
                Begin(new CallJournal(store, bot.Clock, call, isResumed: true));
            }
        }
    }

    /// <summary>Whether an earlier process has taken a call of this key.</summary>
    public bool IsKnown(string key) => known.Contains(key);

    /// <summary>What is to be done with a command.</summary>
    public TakenEvent Find(PortalEvent item, ChatLine line)
    {
        if (WasTaken(item))
        {
            return TakenEvent.Known;
        }

        long userId = item.UserId ?? 0;
        if (!bot.Limits.TryCall(userId))
        {
            return new TakenEvent(null, () => Handle(item, line, dialog => TellTooFast(item, line, dialog)));
        }

        if (line.Shape != ChatLineShape.Single)
        {
            return new TakenEvent(null, () => Handle(item, line, dialog => TellShape(item, line, dialog)));
        }

        if (bot.Functions.Find(line.Name) is not { } function)
        {
            return new TakenEvent(null, () => Handle(item, line, dialog => new ReservedCommands(bot, [.. calls.Values], dialog, item, stopping.Token).RunAsync(line)));
        }

        return Take(NewCall(PendingCall.KeyOf(item), function, line.Line, item));
    }

    /// <summary>What is to be done at a time of a schedule.</summary>
    public TakenEvent Find(string schedule, string key, string function, string line, PortalEvent item) =>
        bot.Functions.Find(function) is { } found ? Take(NewCall(key, found, line, item) with { Schedule = schedule }) : TakenEvent.Known;

    /// <summary>Tells the people of a dialog, and whoever runs the bot, that a schedule was missed.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="key">Names the last missed time. It is told once.</param>
    /// <param name="item">An event with the dialog.</param>
    /// <param name="count">How many times were missed.</param>
    /// <param name="last">The last of them, for people.</param>
    public void TellMissed(string schedule, string key, PortalEvent item, int count, string last)
    {
        bot.Observer.Warn($"'{schedule}' was due at {last} and did not run, because the bot was not running. Missed times: {count}.");
        bot.Audit.TryRecord("missed", AuditedCall.Of(item, bot.BotId, string.Empty) with { CallId = key, Schedule = schedule }, new JsonMap { ["times"] = count, ["last"] = last });
        Run(Task.Run(async () =>
        {
            using ChatDialog dialog = new(bot, item, null, CancellationToken.None, stopping.Token) { OnceKey = key };
            dialog.Say(ChatText.ScheduleMissed, schedule, last, count);
            await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        }));
    }

    /// <summary>Whether an earlier process has taken an event. Most bots have no such events, and then nothing is computed.</summary>
    private bool WasTaken(PortalEvent item) => known.Count > 0 && known.Contains(PendingCall.KeyOf(item));

    private TakenEvent Take(PendingCall call) => new(() => store.Write(call), () => Begin(new CallJournal(store, bot.Clock, call, isResumed: false)));

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

    /// <summary>What is to be done with an event that may be the answer to a card; null where it is none.</summary>
    /// <param name="item">A press of a card's button, or a message.</param>
    /// <param name="again">Takes the event again.</param>
    public TakenEvent? FindAnswer(PortalEvent item, Action again)
    {
        if (WasTaken(item))
        {
            return TakenEvent.Known;
        }

        foreach (ChatCall call in calls.Values.OrderBy(call => call.Id))
        {
            if (call.Cards.FindFor(item, out bool isEarly) is not { } card)
            {
                continue;
            }

            if (isEarly)
            {
                call.Cards.Hold(again);
                return TakenEvent.Held;
            }

            return PendingCard.Command.IsCalledBy(item) && !ButtonCommand.IsPressed(item) ? TakenEvent.Known : new TakenEvent(() => call.Keep(card, item), call.GoOn);
        }

        return !PendingCard.Command.IsCalledBy(item) ? null
            : ButtonCommand.IsPressed(item) && !IsOpen(ButtonCommand.KeyIn(item)) ? new TakenEvent(null, () => Run(latePress.AnswerAsync(item, bot.Observer, stopping.Token)))
            : TakenEvent.Known;
    }

    private bool IsOpen(string? cardKey) => calls.Values.Any(call => call.Cards.Has(cardKey));

    private void Begin(CallJournal journal)
    {
        if (bot.RunLimits.Ending.IsCancellationRequested)
        {
            // It is on disk, and the next start goes on with it.
            return;
        }

        if (bot.Functions.Find(journal.Call.Function) is not { } function)
        {
            Run(Task.Run(() => ChatCall.EndLostAsync(bot, journal, stopping.Token)));
            return;
        }

        // Known before this returns, so that its answers find it.
        ChatCall call = new(bot, function, journal, stopping.Token);
        calls[call.Id] = call;
        Run(Task.Run(() => RunAsync(call)));
    }

    private async void Run(Task task)
    {
        tasks[task] = true;
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot has ended.
        }
        catch (Exception exception)
        {
            bot.Observer.Warn($"A chat command could not be handled: {exception.Message}");
        }
        finally
        {
            tasks.TryRemove(task, out _);
        }
    }

    /// <summary>Ends when no call is open that goes on without further events. What waits for approval stays open for the next start.</summary>
    public async Task WhenIdleAsync()
    {
        foreach (ChatCall call in calls.Values.Where(call => call.State == CallState.Approving))
        {
            call.EndWithBot();
        }

        while (tasks.Keys.ToArray() is { Length: > 0 } open)
        {
            await Task.WhenAll(open).ConfigureAwait(false);
        }
    }

    /// <summary>The pipeline is stopped: nothing goes on.</summary>
    public void Stop()
    {
        stopping.Cancel();
        Task.WhenAll(tasks.Keys).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(Handlers.HandlerWatch.StopTime);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        registration.Dispose();
        if (!stopping.IsCancellationRequested)
        {
            stopping.Cancel();
        }
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

    /// <summary>Answers a command that runs no function.</summary>
    private void Handle(PortalEvent item, ChatLine line, Func<ChatDialog, Task> answer) => Run(Task.Run(async () =>
    {
        using ChatDialog dialog = new(bot, item, null, CancellationToken.None, stopping.Token);
        try
        {
            await answer(dialog).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            dialog.Say(ChatText.BotEnds);
        }
        catch (Exception exception)
        {
            string reference = CallErrors.Reference();
            bot.Observer.Warn($"Event {item.EventId}, the chat command {line.Name}, could not be handled (reference {reference}): {exception.Message}");
            dialog.Say(ChatText.HandlerFailed, reference);
        }

        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
    }));

    private Task TellTooFast(PortalEvent item, ChatLine line, ChatDialog dialog)
    {
        if (bot.Limits.MayTell(dialog.UserId, "too fast", CallerLimits.Minute))
        {
            bot.Observer.Warn($"User {dialog.UserId} sends more than {CallerLimits.CallsInMinute} commands in a minute; the others are not run.");
            bot.Audit.RecordRefusal(AuditedCall.Of(item, bot.BotId, line.Name), "tooFast");
            dialog.Say(ChatText.TooFast);
        }

        return Task.CompletedTask;
    }

    private Task TellShape(PortalEvent item, ChatLine line, ChatDialog dialog)
    {
        if (IsFirstOf(item.MessageId))
        {
            dialog.Say(line.Shape == ChatLineShape.SeveralCommands ? ChatText.SeveralCommands : ChatText.NotWholeMessage);
        }

        return Task.CompletedTask;
    }

    private bool IsFirstOf(long? messageId)
    {
        lock (toldMessages)
        {
            if (toldMessages.Count >= MaxTold)
            {
                toldMessages.Clear();
            }

            return messageId is not { } id || toldMessages.Add(id);
        }
    }

    /// <summary>The bot ends: what runs has a little time to finish, and what waits for a person stays open for the next start.</summary>
    private void EndWaiting()
    {
        // What can't be sent by then isn't worth more of the time in which a process must end.
        stopping.CancelAfter(bot.RunLimits.Grace + Handlers.HandlerWatch.StopTime);
        foreach (ChatCall call in calls.Values.Where(call => call.State != CallState.Running))
        {
            call.EndWithBot();
        }
    }
}
