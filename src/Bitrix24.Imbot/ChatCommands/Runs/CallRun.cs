using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Runs a function once, in a runspace that is used for nothing else, on a thread of its own.</summary>
internal sealed class CallRun
{
    /// <summary>How long the record of a run's end waits for its messages.</summary>
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(10);

    private readonly ChatBot bot;
    private readonly ChatDialog dialog;
    private readonly CallJournal journal;
    private readonly ChatFunction function;
    private readonly PortalEvent item;
    private readonly CallPlan plan;
    private readonly AuditedCall audited;
    private readonly PreparedRunspace prepared;
    private readonly Action<CallState> tell;
    private readonly Func<ChatText?> endedBy;
    private readonly CancellationTokenSource ending;
    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallConsole console;
    private readonly CallPlace place;
    private readonly HandlerLimits limits;
    private readonly List<ErrorRecord> errors = [];
    private OutputSink? sink;
    private AuditOutcome outcome = AuditOutcome.Completed;
    private CallFailure? told;
    private volatile bool keepsPlace;

    public CallRun(
        ChatBot bot,
        ChatDialog dialog,
        CallJournal journal,
        ChatFunction function,
        CallPlan plan,
        AuditedCall audited,
        PreparedRunspace prepared,
        Action<CallState> tell,
        Func<ChatText?> endedBy,
        CancellationToken cancellation)
    {
        this.bot = bot;
        this.dialog = dialog;
        this.function = function;
        this.journal = journal;
        item = journal.Call.Event;
        this.plan = plan;
        this.audited = audited.With(plan, dialog.Mask);
        this.prepared = prepared;
        this.tell = tell;
        this.endedBy = endedBy;
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        place = new CallPlace(bot.Places);
        limits = function.Rule.Timeout is { } timeout ? bot.RunLimits with { Timeout = timeout } : bot.RunLimits;
        console = new CallConsole(bot, dialog, journal, place, tell, function.Name, ending.Token);
    }

    /// <summary>Waits for a place, and runs. What isn't on record doesn't run.</summary>
    /// <exception cref="Exception">What the function failed with.</exception>
    public async Task RunAsync()
    {
        try
        {
            await place.TakeAsync(ending.Token).ConfigureAwait(false);
            RecordStart();
        }
        catch (Exception exception) when (exception is OperationCanceledException or CallEndedException)
        {
            place.Leave();
            prepared.Dispose();
            throw;
        }

        try
        {
            // From here on a restart finds a call that was interrupted.
            await journal.ChangeAsync(call => call with { Stage = PendingStage.Running, Runs = call.Runs + 1 }, bot.Observer, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            place.Leave();
            prepared.Dispose();
            throw;
        }

        dialog.OnceKey = null;
        tell(CallState.Running);
        TimeSpan begun = bot.Clock.Elapsed;
        Thread thread = new(Run) { IsBackground = true, Name = $"Chat command {function.Name}" };
        thread.Start();
        try
        {
            await ended.Task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = AuditOutcome.Failed;
            told = new CallFailure(string.Empty, dialog.Mask.HideAll(exception.Message));
            throw;
        }
        finally
        {
            if (!keepsPlace)
            {
                place.Leave();
            }

            await RecordEndAsync(bot.Clock.Elapsed - begun).ConfigureAwait(false);
        }
    }

    private void RecordStart()
    {
        try
        {
            bot.Audit.RecordStart(audited);
        }
        catch (B24Exception exception)
        {
            bot.Observer.Warn($"A call of {function.Name} by user {dialog.UserId} was refused, because it can't be recorded. {exception.Message}");
            throw new CallEndedException(ChatText.AuditFailed);
        }
    }

    /// <summary>The numbers of the messages belong to the record, and the last ones are on their way. A portal that is away isn't waited for.</summary>
    private async Task RecordEndAsync(TimeSpan duration)
    {
        using CancellationTokenSource waiting = new();
        await Task.WhenAny(dialog.Outbox.WhenSentAsync(), bot.Clock.DelayAsync(SendTime, waiting.Token)).ConfigureAwait(false);
        waiting.Cancel();
        bot.Audit.RecordEnd(audited, new AuditEnd(outcome, duration)
        {
            Messages = dialog.Sender.Messages,
            Reference = told?.Reference is { Length: > 0 } reference ? reference : null,
            Error = told?.Sentence is { Length: > 0 } sentence ? sentence : null,
        });
    }

    private void Run()
    {
        HandlerWatch? watch = null;
        TypingIndicator? typing = null;
        try
        {
            using (watch = new HandlerWatch(limits, GiveUp))
            {
                typing = bot.ShowsTyping ? TypingIndicator.For(bot.Session, bot.BotId, item) : null;
                Exception? failure = Invoke(watch);
                console.Finish();
                if (!watch.IsGivenUp)
                {
                    Conclude(failure, watch.Reason);
                }
            }

            ended.TrySetResult(true);
        }
        catch (Exception exception)
        {
            ended.TrySetException(exception);
        }
        finally
        {
            typing?.Dispose();
            prepared.Dispose();
            ending.Dispose();
        }
    }

    private Exception? Invoke(HandlerWatch watch)
    {
        console.Watch = watch;
        prepared.Host.Attach(console);
        using EventContext context = EventContext.Enter(bot.Session, item, watch);
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = prepared.Runspace;
        plan.AddTo(shell, prepared.CommandOf(function));
        if (function.SupportsShouldProcess)
        {
            // The caller has confirmed it, or a rule says that nobody needs to.
            shell.AddParameter("Confirm", false);
        }

        sink = new OutputSink(prepared, dialog.Mask, bot.Clock, console.Show, () => HandlerShell.BeginStop(shell));
        shell.AddCommand(ReceiveOutputCmdlet.Info).AddParameter(nameof(ReceiveOutputCmdlet.Sink), sink);
        watch.StopBy(Stop);
        using CancellationTokenRegistration registration = ending.Token.Register(() => HandlerShell.BeginStop(shell));
        Exception? failure = null;
        try
        {
            shell.Invoke();
        }
        catch (Exception exception) when (exception is RuntimeException or PSInvalidOperationException)
        {
            failure = exception;
        }

        errors.AddRange(shell.Streams.Error);
        if (!watch.IsGivenUp)
        {
            sink.Finish();
        }

        return failure;

        void Stop()
        {
            console.StopAsking();
            HandlerShell.BeginStop(shell);
        }
    }

    private void Conclude(Exception? failure, StopReason reason)
    {
        if (endedBy() is { } why)
        {
            outcome = why == ChatText.RunStopped ? AuditOutcome.Stopped : why == ChatText.Cancelled ? AuditOutcome.Cancelled : AuditOutcome.BotEnded;
            dialog.Say(why);
        }
        else if (console.Refusal is { } refusal)
        {
            outcome = AuditOutcome.Failed;
            told = CallErrors.Tell(bot, dialog, item, function, refusal);
        }
        else if (console.Ended is { } ended)
        {
            outcome = AuditOutcome.Unanswered;
            dialog.Say(ended.Text, ended.Values);
        }
        else if (reason == StopReason.Overdue)
        {
            outcome = AuditOutcome.TimedOut;
            TellTooLong();
        }
        else if (reason == StopReason.Ending)
        {
            outcome = AuditOutcome.BotEnded;
            dialog.Say(ChatText.BotEnds);
        }
        else if (sink!.IsCut || console.IsCut)
        {
            outcome = AuditOutcome.Cut;
            dialog.Say(ChatText.OutputCut);
        }
        else if (ending.IsCancellationRequested)
        {
            // Ctrl+C ends the bot. Its next start tells the caller.
            outcome = AuditOutcome.BotEnded;
        }
        else if (failure is not null and not PipelineStoppedException)
        {
            outcome = AuditOutcome.Failed;
            told = CallErrors.Tell(bot, dialog, item, function, failure);
        }
        else if (errors.Count > 0)
        {
            outcome = AuditOutcome.CompletedWithErrors;
            told = CallErrors.Tell(bot, dialog, item, function, errors);
        }
        else if (!sink.HasOutput && !console.HasSpoken && journal.Call.Schedule is null)
        {
            dialog.Check();
        }
    }

    /// <summary>The function doesn't stop. Its thread and its runspace are left to it, and its place goes to somebody else.</summary>
    private void GiveUp(StopReason reason)
    {
        keepsPlace = !bot.Abandoned.Add();
        outcome = AuditOutcome.Abandoned;
        bot.Observer.Warn($"{function.Name} doesn't stop; it was called from a chat and still runs on a thread of its own. Restart the bot's process to end it. Such runs: {bot.Abandoned.Count}.");
        TellTooLong();
        ended.TrySetResult(false);
    }

    private void TellTooLong()
    {
        string reference = CallErrors.Reference();
        told = new CallFailure(reference, string.Empty);
        string text = $"{function.Name} ran longer than {limits.Timeout.TotalSeconds:0.#} s (chat command, reference {reference}).";
        bot.Report(item, ErrorRecords.From(HandlerErrors.HandlerTimedOut.With(text), null));
        dialog.Say(ChatText.RunTooLong, reference);
    }
}
