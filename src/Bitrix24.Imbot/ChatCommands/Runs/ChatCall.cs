using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A call of a function from a chat, from its event to its end. <see cref="CallStages"/> has the stages in between.</summary>
internal sealed class ChatCall : IDisposable
{
    /// <summary>The time limit for validating a value. A pattern of the author can run forever.</summary>
    public static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of runs of a repeatable function, in case it ends the process each time.</summary>
    private const int MaxRuns = 3;

    private static readonly char[] WordEnds = [' ', '\t', ',', ':', '"', '\''];

    private readonly CancellationTokenSource ending;
    private readonly CancellationToken stopping;
    private readonly AuditedCall audited;

    public ChatCall(ChatBot bot, ChatFunction function, CallJournal journal, CancellationToken stopping)
    {
        this.stopping = stopping;
        Bot = bot;
        Function = function;
        Journal = journal;
        Line = journal.Call.Line;
        Event = journal.Call.Event;
        ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Dialog = new ChatDialog(bot, Event, journal, ending.Token, stopping);
        Cards = new CallCards(bot, Dialog, journal, stopping);
        audited = AuditedCall.FromEvent(Event, bot.BotId, function.Name) with { CallId = journal.Call.Key, Schedule = journal.Call.Schedule };
        if (function.Signature.HasSecrets)
        {
            // Until the line is parsed, any of its words can be a secret.
            Dialog.Mask.Guess([Line.Trim(), .. Line.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] != '-')]);
        }
    }

    public ChatBot Bot { get; }
    public ChatFunction Function { get; }
    public CallJournal Journal { get; }
    public PortalEvent Event { get; }

    /// <summary>The text after the name of the function.</summary>
    public string Line { get; }

    public ChatDialog Dialog { get; }

    /// <summary>The questions that are asked before the function runs.</summary>
    public CallCards Cards { get; }

    public PendingStage Stage => Journal.Call.Stage;

    public CallState State { get; set; }

    /// <summary>The text for the caller if something else ended the call, such as /cancel or the end of the bot; otherwise null.</summary>
    public ChatText? EndedBy { get; private set; }

    /// <summary>Canceled when something else ends the call, such as /cancel or the end of the bot.</summary>
    public CancellationToken Ending => ending.Token;

    public int Id => Journal.Call.Id;

    public long UserId => Dialog.UserId;

    public string UserName => Event.User?.Name ?? Journal.Call.Schedule ?? string.Empty;

    /// <summary>Whether a schedule started the call. Such a call can't ask a person.</summary>
    public bool IsScheduled => Journal.Call.Schedule is not null;

    /// <summary>The call for the audit, with the line as it was written. If any word can be a secret, the whole line is masked.</summary>
    public AuditedCall Audited
    {
        get
        {
            string written = Line.Trim();
            string shown = written.Length == 0 ? string.Empty : Function.Signature.HasSecrets ? SecretMask.Sign : Dialog.Mask.HideInLine(written);
            return audited with { Line = $"/{Function.ShownName} {shown}".TrimEnd() };
        }
    }

    /// <summary>Ends the call in any state, with a text for the caller; null if the next start continues it.</summary>
    public void End(ChatText? why)
    {
        EndedBy ??= why;
        StopRequest.Send(ending);
    }

    /// <summary>Ends the call because the bot is stopping. Questions that are asked before the run stay open for the next start.</summary>
    public void EndWithBot() => End(Stage == PendingStage.Running ? ChatText.BotEnds : null);

    public void Dispose()
    {
        Cards.Dispose();
        Dialog.Dispose();
        ending.Dispose();
    }

    /// <summary>Runs the call to its end. All errors are reported in the chat or in the console of the bot, and none are thrown.</summary>
    public async Task RunAsync()
    {
        Dialog.OnceKey = $"{Journal.Call.Key} {Journal.Call.Runs}";
        string? farewell = Journal.Call.Farewell;
        try
        {
            if (Stage == PendingStage.Open || (Stage == PendingStage.Running && await ReportInterruptionAsync().ConfigureAwait(false)))
            {
                await new CallStages(this).RunAsync().ConfigureAwait(false);
            }
        }
        catch (LineRefusedException refused)
        {
            // Any word of the line can be a secret.
            farewell = RefusalText.Format(Dialog.Texts, refused, Function.Signature.HasSecrets ? string.Empty : Line, Function.ShownName);
        }
        catch (ValueRefusedException refused)
        {
            CallErrors.ReportRefused(this, refused);
        }
        catch (CallEndedException ended)
        {
            farewell = ended.Text is { } text ? Dialog.Texts.Format(text, ended.Values) : farewell;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && EndedBy is null && Stage != PendingStage.Running)
        {
            // The bot is stopping. The next start continues here.
            return;
        }
        catch (OperationCanceledException)
        {
            farewell = Dialog.Texts.Format(EndedBy ?? ChatText.BotEnds);
            if (State == CallState.Approving)
            {
                Bot.Audit.TryRecord("approval", Audited, new JsonMap { ["decision"] = "withdrawn" });
            }
        }
        catch (Exception exception)
        {
            CallErrors.Report(this, exception);
        }

        await new CallEnding(Bot, Dialog, Journal, Cards, stopping).RunAsync(farewell).ConfigureAwait(false);
    }

    /// <summary>Runs a check inside a runspace, on a separate thread and with a time limit.</summary>
    public async Task<T> CheckAsync<T>(PreparedRunspace prepared, Func<T> check)
    {
        Task<T> task = Task.Factory.StartNew(() => prepared.Inside(check), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(task, Task.Delay(CheckTime, Ending)).ConfigureAwait(false) != task)
        {
            Ending.ThrowIfCancellationRequested();
            Bot.Observer.Warn($"Validating a value of {Function.Name} took longer than {CheckTime.TotalSeconds:0} s. The validation was abandoned.");
            throw new CallEndedException(ChatText.CheckTooLong);
        }

        return await task.ConfigureAwait(false);
    }

    /// <summary>Reports that the run was interrupted, and closes its questions.</summary>
    /// <returns>Whether it is run again, which its rule must allow.</returns>
    private async Task<bool> ReportInterruptionAsync()
    {
        bool isRepeated = Function.Rule.Repeatable && Journal.Call.Runs < MaxRuns && Function.Fingerprint == Journal.Call.Fingerprint;
        string what = Dialog.Texts.Format(isRepeated ? ChatText.InterruptedAndRepeated : ChatText.Interrupted, Audited.Line!);
        Dialog.SayText(Journal.Call.Progress is { } progress ? $"{what}\n{Dialog.Texts.Format(ChatText.LastProgress, progress)}" : what);
        Bot.Audit.RecordEnd(Audited, AuditOutcome.Interrupted, Bot.Clock.UtcNow - Journal.Call.Since, []);
        Bot.Observer.Warn($"{Function.Name}, called by user {UserId}, was interrupted by a restart{(isRepeated ? " and is run again" : string.Empty)}.");
        await Dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        await Cards.CloseAllAsync(card => $"{card.Text}\n[I]{Dialog.Texts.Format(ChatText.QuestionInterrupted)}[/I]").ConfigureAwait(false);
        if (isRepeated)
        {
            await Journal.ChangeAsync(call => call with { Stage = PendingStage.Open, Progress = null }, stopping).ConfigureAwait(false);
        }

        return isRepeated;
    }
}
