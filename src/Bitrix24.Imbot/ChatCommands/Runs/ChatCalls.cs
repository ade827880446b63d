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

/// <summary>The open calls of a bot, and the built-in commands for them.</summary>
internal sealed class ChatCalls : IDisposable
{
    /// <summary>The maximum number of remembered messages with several commands. Each of their commands raises an event.</summary>
    private const int MaxReported = 1000;

    private readonly ChatBot bot;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<int, ChatCall> calls = new();
    private readonly ConcurrentDictionary<Task, bool> tasks = new();
    private readonly HashSet<long> reportedMessages = [];
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

    /// <summary>Whether there are open calls that haven't started to run and wait for answers. Approvals can take days and are left for the next start.</summary>
    public bool HasUnrun => calls.Values.Any(call => call.Stage == PendingStage.Open && call.State != CallState.Approving);

    /// <summary>Whether a message answers a question of a call.</summary>
    public bool IsAnswer(PortalEvent item) => calls.Values.Any(call => call.Cards.FindFor(item, out _) is not null);

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
                Begin(new CallJournal(store, bot.Clock, call, isResumed: true));
            }
        }
    }

    /// <summary>Whether an earlier process accepted a call with this key.</summary>
    public bool IsKnown(string key) => known.Contains(key);

    /// <summary>Accepts a command.</summary>
    public AcceptedEvent Find(PortalEvent item, ChatLine line)
    {
        if (WasAccepted(item))
        {
            return AcceptedEvent.Duplicate;
        }

        long userId = item.UserId ?? 0;
        if (!bot.Limits.TryCall(userId))
        {
            return new AcceptedEvent(null, () => Handle(item, line, dialog => ReportTooFast(item, line, dialog)));
        }

        if (line.Shape != ChatLineShape.Single)
        {
            return new AcceptedEvent(null, () => Handle(item, line, dialog => ReportShape(item, line, dialog)));
        }

        if (bot.Functions.Find(line.Name) is not { } function)
        {
            return new AcceptedEvent(null, () => Handle(item, line, dialog => new ReservedCommands(bot, [.. calls.Values], dialog, item, stopping.Token).RunAsync(line)));
        }

        return Accept(NewCall(PendingCall.KeyOf(item), function, line.Line, item));
    }

    /// <summary>Accepts a scheduled run.</summary>
    public AcceptedEvent Find(string schedule, string key, string function, string line, PortalEvent item) =>
        bot.Functions.Find(function) is { } found ? Accept(NewCall(key, found, line, item) with { Schedule = schedule }) : AcceptedEvent.Duplicate;

    /// <summary>Reports missed runs of a schedule in the dialog and as a warning.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="key">Identifies the last missed run, which is reported once.</param>
    /// <param name="item">An event with the dialog.</param>
    /// <param name="count">The number of missed runs.</param>
    /// <param name="last">The time of the last missed run.</param>
    public void ReportMissed(string schedule, string key, PortalEvent item, int count, string last)
    {
        bot.Observer.Warn($"'{schedule}' was due at {last} but did not run, because the bot was not running. Missed runs: {count}.");
        bot.Audit.TryRecord("missed", AuditedCall.FromEvent(item, bot.BotId, string.Empty) with { CallId = key, Schedule = schedule }, new JsonMap { ["times"] = count, ["last"] = last });
        Run(Task.Run(async () =>
        {
            using ChatDialog dialog = new(bot, item, null, CancellationToken.None, stopping.Token) { OnceKey = key };
            dialog.Say(ChatText.ScheduleMissed, schedule, last, count);
            await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        }));
    }

    /// <summary>Whether an earlier process accepted an event. The key is computed only if there are such events.</summary>
    private bool WasAccepted(PortalEvent item) => known.Count > 0 && known.Contains(PendingCall.KeyOf(item));

    private AcceptedEvent Accept(PendingCall call) => new(() => store.Write(call), () => Begin(new CallJournal(store, bot.Clock, call, isResumed: false)));

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

    /// <summary>Accepts an event that answers a card; returns null for other events.</summary>
    /// <param name="item">A button press or a message.</param>
    /// <param name="again">Processes the event again.</param>
    public AcceptedEvent? FindAnswer(PortalEvent item, Action again)
    {
        if (WasAccepted(item))
        {
            return AcceptedEvent.Duplicate;
        }

        foreach (ChatCall call in calls.Values.OrderBy(call => call.Id))
        {
            if (call.Cards.FindFor(item, out bool isEarly) is not { } card)
            {
                continue;
            }

            if (isEarly)
            {
                call.Cards.Defer(again);
                return AcceptedEvent.Deferred;
            }

            return PendingCard.Command.IsCalledBy(item) && !ButtonCommand.IsPressed(item) ? AcceptedEvent.Duplicate : new AcceptedEvent(() => call.AddAnswer(card, item), call.Continue);
        }

        return !PendingCard.Command.IsCalledBy(item) ? null
            : ButtonCommand.IsPressed(item) && !IsOpen(ButtonCommand.KeyIn(item)) ? new AcceptedEvent(null, () => Run(latePress.AnswerAsync(item, bot.Observer, stopping.Token)))
            : AcceptedEvent.Duplicate;
    }

    private bool IsOpen(string? cardKey) => calls.Values.Any(call => call.Cards.Has(cardKey));

    private void Begin(CallJournal journal)
    {
        if (bot.RunLimits.Ending.IsCancellationRequested)
        {
            // The call is stored. The next start continues with it.
            return;
        }

        if (bot.Functions.Find(journal.Call.Function) is not { } function)
        {
            Run(Task.Run(() => ChatCall.EndLostAsync(bot, journal, stopping.Token)));
            return;
        }

        // Added before this method returns, so that answers find the call.
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
            // The bot was stopped.
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

    /// <summary>Completes when no open call can continue without further events. Calls that wait for approval stay open for the next start.</summary>
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

    /// <summary>Stops all calls, because the pipeline is being stopped.</summary>
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

    /// <summary>Answers a command that doesn't run a function.</summary>
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
            bot.Observer.Warn($"The chat command {line.Name} in event {item.EventId} could not be handled (reference {reference}): {exception.Message}");
            dialog.Say(ChatText.HandlerFailed, reference);
        }

        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
    }));

    private Task ReportTooFast(PortalEvent item, ChatLine line, ChatDialog dialog)
    {
        if (bot.Limits.MayNotify(dialog.UserId, "too fast", CallerLimits.Minute))
        {
            bot.Observer.Warn($"User {dialog.UserId} sent more than {CallerLimits.MaxCallsPerMinute} commands in a minute. Further commands are not run.");
            bot.Audit.RecordRefusal(AuditedCall.FromEvent(item, bot.BotId, line.Name), "tooFast");
            dialog.Say(ChatText.TooFast);
        }

        return Task.CompletedTask;
    }

    private Task ReportShape(PortalEvent item, ChatLine line, ChatDialog dialog)
    {
        if (IsFirstOf(item.MessageId))
        {
            dialog.Say(line.Shape == ChatLineShape.SeveralCommands ? ChatText.SeveralCommands : ChatText.NotWholeMessage);
        }

        return Task.CompletedTask;
    }

    private bool IsFirstOf(long? messageId)
    {
        lock (reportedMessages)
        {
            if (reportedMessages.Count >= MaxReported)
            {
                reportedMessages.Clear();
            }

            return messageId is not { } id || reportedMessages.Add(id);
        }
    }

    /// <summary>Ends the calls because the bot is stopping. Running functions get a grace period. Calls that wait for a person stay open for the next start.</summary>
    private void EndWaiting()
    {
        // Limits the time for sending the last messages, because the process must end soon.
        stopping.CancelAfter(bot.RunLimits.Grace + Handlers.HandlerWatch.StopTime);
        foreach (ChatCall call in calls.Values.Where(call => call.State != CallState.Running))
        {
            call.EndWithBot();
        }
    }
}
