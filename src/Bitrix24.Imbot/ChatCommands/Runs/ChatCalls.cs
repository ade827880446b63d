using System.Collections.Concurrent;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;

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
    private readonly CancellationTokenRegistration registration;
    private int lastId;

    public ChatCalls(ChatBot bot)
    {
        this.bot = bot;
        registration = bot.RunLimits.Ending.Register(EndWaiting);
    }

    /// <summary>Takes an event with a command, and returns at once.</summary>
    public void Take(PortalEvent item, ChatLine line)
    {
        Task task = Task.Run(() => HandleAsync(item, line));
        tasks[task] = true;
        _ = task.ContinueWith(ended => tasks.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Ends when no call is open.</summary>
    public async Task WhenIdleAsync()
    {
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

    private async Task HandleAsync(PortalEvent item, ChatLine line)
    {
        try
        {
            using ChatDialog dialog = new(bot, item, CancellationToken.None, stopping.Token);
            try
            {
                await AnswerAsync(item, line, dialog).ConfigureAwait(false);
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
        }
        catch (Exception exception)
        {
            bot.Observer.Warn($"Event {item.EventId}, a chat command, could not be answered: {exception.Message}");
        }
    }

    private async Task AnswerAsync(PortalEvent item, ChatLine line, ChatDialog dialog)
    {
        if (!bot.Limits.TryCall(dialog.UserId))
        {
            if (bot.Limits.MayTell(dialog.UserId, "too fast", CallerLimits.Minute))
            {
                bot.Observer.Warn($"User {dialog.UserId} sends more than {CallerLimits.CallsInMinute} commands in a minute; the others are not run.");
                bot.Audit.RecordRefusal(AuditedCall.Of(item, bot.BotId, line.Name), "tooFast");
                dialog.Say(ChatText.TooFast);
            }
        }
        else if (line.Shape != ChatLineShape.Single)
        {
            if (IsFirstOf(item.MessageId))
            {
                dialog.Say(line.Shape == ChatLineShape.SeveralCommands ? ChatText.SeveralCommands : ChatText.NotWholeMessage);
            }
        }
        else if (bot.Functions.Find(line.Name) is { } function)
        {
            await RunAsync(item, line, function).ConfigureAwait(false);
        }
        else
        {
            await new ReservedCommands(bot, [.. calls.Values], dialog, item, stopping.Token).RunAsync(line).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(PortalEvent item, ChatLine line, ChatFunction function)
    {
        int id = Interlocked.Increment(ref lastId);
        using ChatCall call = new(bot, id, function, line.Line, item, stopping.Token);
        calls[id] = call;
        try
        {
            await call.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            calls.TryRemove(id, out _);
        }
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

    /// <summary>The bot ends: what runs has a little time to finish, and what waits for a person ends.</summary>
    private void EndWaiting()
    {
        // What can't be sent by then isn't worth more of the time in which a process must end.
        stopping.CancelAfter(bot.RunLimits.Grace + Handlers.HandlerWatch.StopTime);
        foreach (ChatCall call in calls.Values.Where(call => call.State != CallState.Running))
        {
            call.End(ChatText.BotEnds);
        }
    }
}
