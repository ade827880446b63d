using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Answers commands that don't run a function: built-in commands, and commands that are refused before they are parsed. Also reports missed schedules.</summary>
internal sealed class LineAnswers(ChatBot bot, CallTasks tasks, CancellationToken stopping)
{
    /// <summary>The maximum number of remembered messages with several commands. Each of their commands raises an event.</summary>
    private const int MaxReported = 1000;

    private readonly HashSet<long> reportedMessages = [];

    public void RunReserved(PortalEvent item, ChatLine line, IReadOnlyList<ChatCall> calls) =>
        Answer(item, line, dialog => new ReservedCommands(bot, calls, dialog, item, stopping).RunAsync(line));

    /// <summary>Refuses a command of a person who sends too many. The person is informed at most once a minute.</summary>
    public void RefuseTooFast(PortalEvent item, ChatLine line) => Answer(item, line, dialog =>
    {
        if (bot.Limits.MayNotify(dialog.UserId, "too fast", CallerLimits.Minute))
        {
            bot.Observer.Warn($"User {dialog.UserId} sent more than {CallerLimits.MaxCallsPerMinute} commands in a minute. Further commands are not run.");
            bot.Audit.RecordRefusal(AuditedCall.FromEvent(item, bot.BotId, line.Name), "tooFast");
            dialog.Say(ChatText.TooFast);
        }

        return Task.CompletedTask;
    });

    /// <summary>Refuses a command that isn't the only content of its message. The caller is informed once for each message.</summary>
    public void RefuseShape(PortalEvent item, ChatLine line) => Answer(item, line, dialog =>
    {
        if (IsFirstOf(item.MessageId))
        {
            dialog.Say(line.Shape == ChatLineShape.SeveralCommands ? ChatText.SeveralCommands : ChatText.NotWholeMessage);
        }

        return Task.CompletedTask;
    });

    /// <summary>Reports missed runs of a schedule in the dialog and as a warning. The key identifies the last missed run, which is reported once.</summary>
    public void ReportMissed(string schedule, string key, PortalEvent item, int count, string last)
    {
        bot.Observer.Warn($"'{schedule}' was due at {last} but did not run, because the bot was not running. Missed runs: {count}.");
        bot.Audit.TryRecord("missed", AuditedCall.FromEvent(item, bot.BotId, string.Empty) with { CallId = key, Schedule = schedule }, new JsonMap { ["times"] = count, ["last"] = last });
        tasks.Run(async () =>
        {
            using ChatDialog dialog = new(bot, item, null, CancellationToken.None, stopping) { OnceKey = key };
            dialog.Say(ChatText.ScheduleMissed, schedule, last, count);
            await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        });
    }

    private void Answer(PortalEvent item, ChatLine line, Func<ChatDialog, Task> answer) => tasks.Run(async () =>
    {
        using ChatDialog dialog = new(bot, item, null, CancellationToken.None, stopping);
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
    });

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
}
